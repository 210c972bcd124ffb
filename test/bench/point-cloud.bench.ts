import { measureReaders } from './point-cloud-readers.ts';

/**
 * The point-cloud panel: its readers in Node. `--only=readers` measures these parts alone. Every figure is a ratio within
 * one run, unless its name has a unit.
 */
const parts: Record<string, () => Promise<Record<string, number>>> = {
  readers: measureReaders,
};

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length).split(',') ?? null;
const figures: Record<string, number> = {};
for (const [name, measure] of Object.entries(parts)) {
  if (only === null || only.includes(name)) Object.assign(figures, await measure());
}
const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1_000) / 1_000]));
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rounded));
} else {
  for (const [name, value] of Object.entries(rounded)) console.log(`${name.padEnd(34)} ${value}`);
}
