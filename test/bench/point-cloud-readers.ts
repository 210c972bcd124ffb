import { readFile } from 'node:fs/promises';
import { PCDLoader } from 'three/addons/loaders/PCDLoader.js';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { parsePointCloud, readPointCloud } from '../../renderer/decode/point-cloud/read-point-cloud.ts';
import { BareLazPerf } from '../support/bare-laz-perf.ts';
import { loadLazPerf } from '../support/load-laz-perf.ts';
import { loadersGl } from '../support/loaders-gl.ts';
import { sharedData } from '../support/shared-data.ts';
import { median } from './page/statistics.ts';

/** Reads a file of its own, which it may change or hand over. */
type Run = (file: Uint8Array<ArrayBuffer>) => unknown;

/**
 * The readers of point clouds in Node against those of three and loaders.gl, and against what no reader can do without,
 * on the real recordings. A figure is a median over a median; both sides take turns, after a warm-up. `…Whole…` has the
 * bounds and the ranges of all fields in it, which the other libraries do not find. Without the recordings there are no
 * figures.
 */
export async function measureReaders(): Promise<Record<string, number>> {
  if (sharedData('point-clouds') === null || sharedData('sustech-example') === null) {
    console.error('The readers are not measured: ../shared/data, with the recordings that they are measured on, is not there.');
    return {};
  }
  const [pcd, compressedPcd, ply, textPly, las, laz, smallLaz] = await Promise.all(
    ['sustech-example/lidar/000965.pcd', ...['learn0.pcd', 'ripple_bin.ply', 'ripple_ascii.ply', 'ripple.las', 'indoor.laz', 'ripple.laz'].map((name) => `point-clouds/${name}`)].map(readShared),
  );
  if (!pcd || !compressedPcd || !ply || !textPly || !las || !laz || !smallLaz) throw new Error('A recording that readers are measured on is missing.');
  const bare = await BareLazPerf.load();
  const unpack: Run = (file) => bare.run(file);
  const measured: Record<string, readonly [file: Uint8Array<ArrayBuffer>, ours: Run, other: Run, rounds: number]> = {
    pcdSpeedupOverThree: [pcd, parse, threePcd, 100],
    pcdWholeSpeedupOverThree: [pcd, read, threePcd, 100],
    pcdSpeedupOverLoadersGl: [pcd, parse, glPcd, 25],
    pcdRatioToCopy: [pcd, parse, copy, 100],
    compressedPcdSpeedupOverThree: [compressedPcd, parse, threePcd, 15],
    plySpeedupOverThree: [ply, parse, threePly, 100],
    plyTextSpeedupOverThree: [textPly, parse, threePly, 25],
    lasSpeedupOverLoadersGl: [las, parse, glLas, 200],
    lasWholeSpeedupOverLoadersGl: [las, read, glLas, 200],
    lazRatioToLazPerf: [laz, read, unpack, 9],
    lazSmallRatioToLazPerf: [smallLaz, read, unpack, 50],
  };
  const figures: Record<string, number> = {};
  for (const [name, [file, ours, other, rounds]] of Object.entries(measured)) {
    const times = await takeTurns(file, [ours, other], rounds);
    const speedup = times[1] / times[0];
    figures[name] = name.includes('RatioTo') ? 1 / speedup : speedup;
    console.error(`${name}: ours ${times[0].toFixed(2)} ms, the other ${times[1].toFixed(2)} ms`);
  }
  return figures;
}

const parse: Run = async (file) => await parsePointCloud(file, {}, loadLazPerf);
const read: Run = async (file) => await readPointCloud(file, {}, loadLazPerf);
const copy: Run = (file) => file.slice();
const threePcd: Run = (file) => new PCDLoader().parse(file.buffer);
const threePly: Run = (file) => new PLYLoader().parse(file.buffer);
const inThisThread = { worker: false, core: { worker: false } };
const glPcd: Run = async (file) => await loadersGl.parse(file.buffer, loadersGl.PCDLoader, inThisThread);
const glLas: Run = async (file) => await loadersGl.parse(file.buffer, loadersGl.LASLoader, inThisThread);

async function readShared(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const path = sharedData(name);
  return path === null ? null : new Uint8Array(await readFile(path));
}

/** Medians in milliseconds. */
async function takeTurns(file: Uint8Array<ArrayBuffer>, runs: readonly [Run, Run], rounds: number): Promise<[number, number]> {
  const warmUpRounds = Math.ceil(rounds / 3);
  const times: [number[], number[]] = [[], []];
  // three complains of points without a position.
  const complain = console.error;
  console.error = () => undefined;
  try {
    for (let round = 0; round < warmUpRounds + rounds; round++) {
      for (const side of [0, 1] as const) {
        const own = file.slice();
        const startedAt = performance.now();
        await runs[side](own);
        if (round >= warmUpRounds) times[side].push(performance.now() - startedAt);
      }
    }
  } finally {
    console.error = complain;
  }
  return [median(times[0]), median(times[1])];
}
