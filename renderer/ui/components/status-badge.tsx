import { CircleCheck, CircleDashed, CircleDot, Circle, CircleEllipsis, Eye, RotateCcw, type LucideProps } from 'lucide-react';
import type { ComponentType } from 'react';
import { describeStatus, type StatusFamily } from '../../stores/describe-status.ts';
import { Badge } from './badge.tsx';

const icons: Record<StatusFamily, ComponentType<LucideProps>> = {
  none: CircleDashed,
  neutral: Circle,
  ready: CircleDot,
  working: CircleEllipsis,
  review: Eye,
  rework: RotateCcw,
  done: CircleCheck,
};

/** A status as the service sent it, in readable words, on the colour and with the shape of its family. */
export function StatusBadge({ status }: { status: string | null }) {
  const { label, family } = describeStatus(status);
  const Icon = icons[family];
  return (
    <Badge family={family} icon={<Icon size={14} aria-hidden="true" />} title={status ?? undefined}>
      {label}
    </Badge>
  );
}
