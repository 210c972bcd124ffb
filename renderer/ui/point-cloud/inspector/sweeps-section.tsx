import type { SecondSweep } from '../../../viewing/scene-tool.ts';
import { NumberField } from '../../components/number-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Note, Row } from './row.tsx';

export interface SweepsSectionProps {
  secondSweep: SecondSweep;
  /** Why the other sweep is not shown, e.g. before the first frame; null when it is, or while it is off. */
  problem: string | null;
  onChange: (change: Partial<SecondSweep>) => void;
}

const modes = [
  { value: 'off', label: 'Off' },
  { value: 'side-by-side', label: 'Side by side' },
  { value: 'difference', label: 'Difference' },
] as const;

const farthestFrames = 1_000;

/** Another frame's sweep beside the one that is shown, or as what differs between the two. */
export function SweepsSection({ secondSweep, problem, onChange }: SweepsSectionProps) {
  const { mode, frameOffset, distanceM } = secondSweep;
  return (
    <>
      <Segmented label="Second sweep" value={mode} options={modes} onChange={(next) => onChange({ mode: next })} />
      <Row label="Offset">
        <NumberField
          label="Frames from this sweep to the other"
          unit="frames"
          value={frameOffset}
          min={-farthestFrames}
          max={farthestFrames}
          decimals={0}
          // Over 0, which would be the sweep itself.
          onChange={(typed) => onChange({ frameOffset: Math.round(typed) === 0 ? -Math.sign(frameOffset) : Math.round(typed) })}
        />
      </Row>
      {mode === 'difference' ? (
        <Row label="Beyond">
          <NumberField
            label="Distance from which points differ"
            unit="m"
            value={distanceM}
            min={0.01}
            max={10}
            step={0.05}
            onChange={(metres) => onChange({ distanceM: metres })}
          />
        </Row>
      ) : null}
      {problem === null ? null : <Note>{problem}</Note>}
      {mode === 'side-by-side' ? <Note>Both are looked at from the same place, whichever you move.</Note> : null}
    </>
  );
}
