/**
 * A state of a feature as Chromium names it (`disabled_software`, `unavailable_off_ok`, Electron's `GPUFeatureStatus`) in
 * words, with its name for whoever helps.
 */
export function wordGpuState(state: string): string {
  const words = state.startsWith('enabled') ? 'by the graphics card' : state.endsWith('_software') ? 'in software' : 'not available';
  return `${words} (${state})`;
}
