/** What dragging in a 3D view does, as toolbar and inspector name it. */
export const navigationChoices = [
  { value: 'orbit', label: 'Orbit' },
  { value: 'look', label: 'Fly' },
] as const;

/** How distance is shown. */
export const projectionChoices = [
  { value: 'perspective', label: 'Perspective' },
  { value: 'orthographic', label: 'Parallel' },
] as const;
