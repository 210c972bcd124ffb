/** Prints what a bench measured: one line of JSON where `--json` is asked for, else a table for people. */
export function printFigures(figures: Readonly<Record<string, number>>): void {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(figures));
    return;
  }
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(34)} ${value}`);
}
