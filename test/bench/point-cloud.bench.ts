import { measureDrawing } from './measure-drawing.ts';
import { measureReaders } from './point-cloud-readers.ts';
import { printFigures } from './print-figures.ts';

/**
 * The point-cloud panel: its readers in Node, how points are drawn in a browser. `--only=readers` measures one part alone. Every figure is a ratio within
 * one run, unless its name has a unit.
 */
const parts: Record<string, () => Promise<Record<string, number>>> = {
  readers: measureReaders,
  drawing: async () => {
    const executablePath = process.env['AVALA_TEST_BROWSER'];
    if (executablePath === undefined) throw new Error('AVALA_TEST_BROWSER names no browser: start this as `npm run bench -- point-cloud`.');
    return await measureDrawing(executablePath);
  },
};

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length).split(',') ?? null;
const figures: Record<string, number> = {};
for (const [name, measure] of Object.entries(parts)) {
  if (only === null || only.includes(name)) Object.assign(figures, await measure());
}
const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1_000) / 1_000]));
printFigures(rounded);
