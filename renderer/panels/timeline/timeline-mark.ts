/** Something worth coming back to at a step, such as a note. Drawn in the timeline's lane of marks. */
export interface TimelineMark {
  /** Zero-based. */
  readonly step: number;
  /** For the preview, when the pointer rests on it. */
  readonly label: string;
}
