import { colormapNames, colorModes, usualPointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { PointCloud } from '../../../renderer/decode/point-cloud/point-cloud.ts';
import { PointCloudView } from '../../../renderer/panels/point-cloud/point-cloud-view.ts';
import { identityPose } from '../../../renderer/geometry/rigid-transform.ts';
import { noFilters } from '../../../renderer/viewing/point-filters.ts';
import { countGl } from '../../panels/count-gl.ts';
import { median, quantile, randomFrom } from '../page/statistics.ts';
import { makeSweep } from './made-sweep.ts';
import { swapMarks } from './swap-marks.ts';

/** Of the real sweep that the figures are named after. */
const sweepPoints = 66_781;
const counts = countGl();

/** What the bench's Node side calls. Figures come back by the names they are reported under. */
class DrawingBench {
  readonly #canvas: HTMLCanvasElement;
  readonly #view: PointCloudView;
  #shown = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#view = new PointCloudView(canvas);
    this.#view.setStyle({ ...usualPointCloudSettings, colorMode: 'intensity', theme: 'dark' });
  }

  /**
   * New sweeps of one drive, at the pace of a picture of the screen, each from where its decoded arrays are in the page: the
   * time until `show` has uploaded it and given all commands of its picture, and until the GPU is done. Marks where `show`
   * begins and ends, for whoever records how long the page's thread really worked.
   */
  async frameSwap(): Promise<Record<string, number>> {
    const sweeps = Array.from({ length: 12 }, (_, seed) => makeSweep(sweepPoints, seed));
    const workMs: number[] = [];
    const drawnMs: number[] = [];
    for (let round = 0; round < 20; round++) {
      for (const cloud of sweeps) {
        await nextPicture();
        this.#waitForGpu();
        const beganMs = performance.now();
        // The first rounds compile shaders and make room.
        const isMeasured = round >= 2;
        if (isMeasured) performance.mark(swapMarks.begins);
        this.#show(cloud);
        const workedMs = performance.now() - beganMs;
        if (isMeasured) performance.mark(swapMarks.ends);
        this.#waitForGpu();
        if (!isMeasured) continue;
        workMs.push(workedMs);
        drawnMs.push(performance.now() - beganMs);
      }
    }
    return { frameSwapMsP95: quantile(workMs, 0.95), frameSwapMsP50: median(workMs), frameDrawnMsP95: quantile(drawnMs, 0.95) };
  }

  /** Everything that a person can change about the points, one after the other. */
  async styleChange(): Promise<Record<string, number>> {
    this.#show(makeSweep(sweepPoints, 1));
    await nextPicture();
    const style = { ...usualPointCloudSettings, theme: 'dark' as const };
    const before = counts.uploadedBytes;
    const change = async (part: Partial<typeof style>) => {
      this.#view.setStyle({ ...style, ...part });
      await nextPicture();
    };
    for (const colorMode of colorModes) await change({ colorMode });
    for (const colormap of colormapNames) await change({ colormap, isColormapReversed: true });
    await change({ colorMode: 'field', fieldName: 'intensity', pointSize: { value: 0.1, unit: 'm' }, pointShape: 'square', edlStrength: 0.5, maxPoints: 100_000 });
    this.#view.setRanges({ height: { min: -1, max: 1 }, 'field intensity': { min: 3, max: 9 } });
    const range = { min: 0, max: 20 };
    this.#view.setFilters({ ...noFilters, heightM: range, rangeM: range, intensity: range, hiddenClasses: new Set([1]), cropBox: { center: [0, 0, 0], dimensions: [9, 9, 9], yawRad: 1 } });
    await nextPicture();
    this.#view.setFilters(noFilters);
    await change({});
    return { bytesUploadedOnStyleChange: counts.uploadedBytes - before };
  }

  /** The same places in the same scene, of a hundred thousand and of a million points, by turns. */
  async pick(): Promise<Record<string, number>> {
    const clouds = [makeSweep(100_000, 1), makeSweep(1_000_000, 1)] as const;
    const [few, many]: [number[], number[]] = [[], []];
    let hits = 0;
    for (let round = 0; round < 4; round++) {
      for (const [cloud, pickMs] of [
        [clouds[0], few],
        [clouds[1], many],
      ] as const) {
        this.#show(cloud);
        this.#view.resetView();
        await nextPicture();
        await this.#view.preparePicking();
        const random = randomFrom(round);
        for (let i = 0; i < 40; i++) {
          await nextPicture();
          this.#waitForGpu();
          const beganMs = performance.now();
          const picked = this.#view.pick(this.#canvas.clientWidth * (0.2 + 0.6 * random()), this.#canvas.clientHeight * (0.3 + 0.6 * random()));
          if (round > 0) pickMs.push(performance.now() - beganMs);
          if (picked !== null) hits += 1;
        }
      }
    }
    if (hits === 0) throw new Error('Nothing was picked: there is nothing to measure.');
    return { pickMs: median(many), pickMs100k: median(few), pickRatio: median(many) / median(few), pickMsP95: quantile(many, 0.95) };
  }

  /** Of x, y, z and intensity, in a view of their own. */
  memory(): Record<string, number> {
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    const view = new PointCloudView(canvas);
    view.show({ key: 'only', cloud: makeSweep(sweepPoints, 1), worldFromPoints: identityPose });
    const bytes = view.gpuByteLength;
    view.dispose();
    canvas.remove();
    return { memoryBytesPerPoint: bytes / sweepPoints };
  }

  #show(cloud: PointCloud): void {
    this.#shown += 1;
    this.#view.show({ key: `sweep ${this.#shown}`, cloud, worldFromPoints: identityPose });
  }

  /** Until everything asked for is drawn. */
  #waitForGpu(): void {
    const gl = this.#canvas.getContext('webgl2');
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
}

async function nextPicture(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

declare global {
  var drawingBench: DrawingBench | undefined;
}

const canvas = document.querySelector('canvas');
if (canvas === null) throw new Error('There is no canvas.');
globalThis.drawingBench = new DrawingBench(canvas);
