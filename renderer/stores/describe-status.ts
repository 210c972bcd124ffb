/** What a status means for the work: decides the badge's shape and colour. `none`: the service sent no status. */
export type StatusFamily = 'none' | 'neutral' | 'ready' | 'working' | 'review' | 'rework' | 'done';

export interface StatusDescription {
  label: string;
  family: StatusFamily;
}

/** The documented values of sequences and items; others occur, and are humanised. */
const documented: Record<string, StatusDescription> = {
  unattempted: { label: 'Unattempted', family: 'neutral' },
  pending: { label: 'Pending', family: 'neutral' },
  ready_for_annotation: { label: 'Ready for annotation', family: 'ready' },
  ready_for_2d: { label: 'Ready for 2D', family: 'ready' },
  in_progress: { label: 'In progress', family: 'working' },
  labeling_2d: { label: 'Labeling 2D', family: 'working' },
  labeling_4d: { label: 'Labeling 4D', family: 'working' },
  review_2d: { label: 'Review 2D', family: 'review' },
  review_4d: { label: 'Review 4D', family: 'review' },
  final_review: { label: 'Final review', family: 'review' },
  rework_required: { label: 'Rework required', family: 'rework' },
  completed: { label: 'Completed', family: 'done' },
  customer_approved: { label: 'Customer approved', family: 'done' },
};

/** The documented values of sequences, in the order of the work. */
export const sequenceStatuses: readonly string[] = Object.keys(documented).filter((status) => status !== 'in_progress');

/**
 * Readable words for any status: `labeling_4d` → "Labeling 4D". A value that Avala does not document is shown as it
 * is, with its separators turned into spaces.
 */
export function describeStatus(status: string | null): StatusDescription {
  if (status === null || status.trim() === '') return { label: 'No status', family: 'none' };
  if (Object.hasOwn(documented, status)) return documented[status] ?? { label: status, family: 'neutral' };
  const words = status
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .replaceAll(/\b(\d)d\b/gi, (_, digit: string) => `${digit}D`);
  return { label: words.charAt(0).toUpperCase() + words.slice(1), family: 'neutral' };
}
