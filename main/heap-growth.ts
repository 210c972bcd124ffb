import { setFlagsFromString } from 'node:v8';

/** By how much the heap may outgrow what was alive in it, in percent: some 70 MB for what is 14 MB at rest. */
const growingPercent = 400;

/**
 * Lets V8 collect garbage less often. All media pass this process in buffers that live for a moment, and beside a small heap
 * V8 takes every few of them for a reason to mark all of it, which costs as much as reading kept files does (`npm run bench --
 * offline --only=reading`). V8 looks at this flag anew whenever it sets its next limit, so it holds also when it is set late.
 */
export function letHeapGrow(): void {
  setFlagsFromString(`--heap-growing-percent=${growingPercent}`);
}
