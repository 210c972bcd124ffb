import { setFlagsFromString } from 'node:v8';

/** By how much the heap may outgrow what was alive in it, in percent: some 70 MB for what is 14 MB at rest. */
const growingPercent = 400;

/**
 * Lets V8 collect garbage less often. All media pass this process in buffers that live for a moment, and beside a small heap
 * V8 takes each few of them for a reason to mark all of it: up to twice as often as before once it has begun, which took
 * half of the time of reading kept files (`npm run bench -- offline --only=reading`). The flag is one of those that V8 looks
 * at anew whenever it sets its next limit.
 */
export function letHeapGrow(): void {
  setFlagsFromString(`--heap-growing-percent=${growingPercent}`);
}
