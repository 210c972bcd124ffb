import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../../../renderer/ui/theme/tokens.css', import.meta.url), 'utf8');

/** sRGB channels of a token, 0 to 255, in one theme. */
function color(token: string, theme: 'light' | 'dark'): number[] {
  const pair = new RegExp(`--${token}: (?:light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)|(#[0-9a-f]{6}));`).exec(css);
  const hex = pair?.[3] ?? pair?.[theme === 'light' ? 1 : 2];
  if (hex === undefined) throw new Error(`--${token} is not in tokens.css as one or two six-digit colours`);
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const [dimmer = 0, brighter = 0] = [luminance(color(one, theme)), luminance(color(other, theme))].sort((a, b) => a - b);
  return (brighter + 0.05) / (dimmer + 0.05);
}

const surfaces = ['surface-canvas', 'surface-panel', 'surface-raised', 'surface-hover', 'surface-selected', 'surface-control'];
const texts = ['text-strong', 'text', 'text-muted', 'accent', 'danger', 'warning'];
const statuses = ['neutral', 'ready', 'working', 'review', 'rework', 'done'].map((family) => `status-${family}`);

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it('measures black on white as 21 to 1, as WCAG does', () => {
    expect(luminance([255, 255, 255])).toBeCloseTo(1, 10);
    expect(luminance([0, 0, 0])).toBe(0);
  });

  it.each(surfaces.flatMap((surface) => texts.map((text) => [text, surface] as const)))(
    'shows %s on %s with at least 4.5:1',
    (text, surface) => {
      expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(['accent-fill', 'accent-fill-hover', 'danger-fill', 'danger-fill-hover'])(
    'shows the text of filled buttons on %s with at least 4.5:1',
    (fill) => {
      expect(contrast('text-on-accent', fill, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('shows text on media and on warnings with at least 4.5:1', () => {
    expect(contrast('text-on-media', 'surface-media', theme)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('text', 'warning-surface', theme)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('warning', 'warning-surface', theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(statuses)('shows the words of a %s badge on its ground with at least 4.5:1', (status) => {
    expect(contrast(status, `${status}-ground`, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['border-control', 'focus-ring'].flatMap((part) =>
    ['surface-canvas', 'surface-panel', 'surface-raised', 'surface-control'].map((surface) => [part, surface] as const),
  ))('shows %s on %s with at least 3:1', (part, surface) => {
    expect(contrast(part, surface, theme)).toBeGreaterThanOrEqual(3);
  });
});

/** Set by scripts: by Base UI on what it positions, and by the grids of lists. */
const setElsewhere = new Set(['--anchor-width', '--available-height', '--columns']);

it('has every token that styles use: a declaration with another one is dropped without a word', () => {
  const folder = join(import.meta.dirname, '../../../../../renderer/ui');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  const styles = names.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  const defined = new Set(styles.flatMap(([, text]) => Array.from(text.matchAll(/^\s*(--[a-z\d-]+):/gm), ([, token]) => token)));
  const unknown = styles.flatMap(([name, text]) => Array.from(text.matchAll(/var\((--[a-z\d-]+)/g), ([, token = '']) => [name, token] as const));
  expect(names.length).toBeGreaterThan(20);
  expect(unknown.filter(([, token]) => !defined.has(token) && !setElsewhere.has(token))).toEqual([]);
});
