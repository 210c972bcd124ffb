const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size on disk as file managers and disks' labels give it (1 kB is 1,000 bytes), in three digits at most: `812 MB`, `1.24 GB`. */
export function formatDiskBytes(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  // Rounding up may reach the next unit: 999,999 bytes are 1 MB.
  if (Number(value.toPrecision(3)) >= 1_000 && power < units.length - 1) return `1 ${units[power + 1]}`;
  const shown = power === 0 ? Math.round(value) : Number(value.toPrecision(3));
  return `${shown} ${power === 0 && shown === 1 ? 'byte' : units[power]}`;
}
