/** How distance is shown. */
export const projectionChoices = [
  { value: 'perspective', label: 'Perspective' },
  { value: 'orthographic', label: 'Parallel' },
] as const;
