import { measureDrawing } from './measure-drawing.ts';

const executablePath = process.env['AVALA_TEST_BROWSER'];
if (executablePath === undefined) throw new Error('AVALA_TEST_BROWSER names no browser: start this as `npm run bench -- point-cloud-drawing`.');

const figures = Object.fromEntries(Object.entries(await measureDrawing(executablePath)).map(([name, value]) => [name, Math.round(value * 1_000) / 1_000]));
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(figures));
} else {
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(28)} ${value}`);
}
