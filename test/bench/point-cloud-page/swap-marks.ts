/** Names of the marks around the showing of a sweep. */
export const swapMarks = { begins: 'swap begins', ends: 'swap ends' } as const;
