const names: readonly [pattern: RegExp, name: string][] = [
  [/^avc/, 'H.264'],
  [/^(hevc|hvc1|hev1)/, 'H.265'],
  [/^(vp9|vp09)/, 'VP9'],
  [/^(vp8|vp08)/, 'VP8'],
  [/^av(1|01)/, 'AV1'],
  [/^(prores|ap(ch|cn|cs|co|4h|4x))/, 'ProRes'],
];

/** The name by which people know a codec, from a container's or WebCodecs' name for it; null when it is not a known one. */
export function codecName(codec: string): string | null {
  return names.find(([pattern]) => pattern.test(codec))?.[1] ?? null;
}
