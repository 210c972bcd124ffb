/** The theme's tokens that the timeline is drawn with; a row's colours stand 3:1 off its surface. */
const tokens = {
  surface: '--surface-panel',
  track: '--hairline',
  text: '--text-muted',
  memory: '--accent',
  disk: '--text-muted',
  missing: '--text-muted',
  failed: '--danger',
  playhead: '--text-strong',
  region: '--accent',
  mark: '--warning',
} as const;

/** Colours as a canvas takes them. */
export type TimelineColors = Readonly<Record<keyof typeof tokens, string>>;

/**
 * Reads the theme's colours as they are now. A canvas does not know `light-dark()`, so a hidden element resolves each; it
 * is put into `host` for as long as this takes.
 */
export function readTimelineColors(host: HTMLElement): TimelineColors {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colors: Record<keyof typeof tokens, string> = {
    surface: read(tokens.surface),
    track: read(tokens.track),
    text: read(tokens.text),
    memory: read(tokens.memory),
    disk: read(tokens.disk),
    missing: read(tokens.missing),
    failed: read(tokens.failed),
    playhead: read(tokens.playhead),
    region: read(tokens.region),
    mark: read(tokens.mark),
  };
  probe.remove();
  return colors;
}
