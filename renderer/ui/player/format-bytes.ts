/** Memory in the largest unit that leaves at least one: `512 MB`, `1.5 GB`, as systems show it (1 MB is 2²⁰ bytes). */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 2 ** 20;
  if (megabytes < 1_024) return `${Math.round(megabytes)} MB`;
  return `${Math.round((megabytes / 1_024) * 10) / 10} GB`;
}
