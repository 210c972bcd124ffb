import { createDecodePool, decodeWorkerCount } from '../../../renderer/decode/decode-pool.ts';
import { BareDecoder } from './bare-decoder.ts';
import { imageViews, openRecording, type BenchView } from './bench-recording.ts';
import { coldScrub, drag, ratioAt, revisit } from './latency.ts';
import { LongPlay } from './long-play.ts';
import { soak } from './soak.ts';
import { median, quantile } from './statistics.ts';
import { againstImgTags, pipeline, shown, type Bench } from './throughput.ts';

/** What the bench's Node side calls, one measurement at a time. Figures come back by the names they are reported under. */
class PlaybackBench {
  private readonly bench: Bench = { pool: createDecodePool(), bare: new BareDecoder(decodeWorkerCount()) };
  private views: readonly BenchView[] = [];
  private smallViews: readonly BenchView[] = [];
  private longPlay: LongPlay | null = null;

  /** `smallUid`: the same recording cut small. */
  async open(owner: string, slug: string, sequenceUid: string, smallUid: string): Promise<void> {
    this.views = await openRecording(owner, slug, sequenceUid);
    this.smallViews = await openRecording(owner, slug, smallUid);
  }

  async keepBare(): Promise<void> {
    await this.bench.bare.keep(this.views);
  }

  async pipeline(): Promise<Record<string, number>> {
    const images = imageViews(this.views);
    const limit = await pipeline(this.bench, images, { rounds: 5, steps: 150 });
    const limitWithClouds = await pipeline(this.bench, this.views, { rounds: 3, steps: 150 });
    return {
      pipelineRatioToLimit: limit.ratio,
      pipelineImagesPerSecond: limit.engine * images.length,
      limitImagesPerSecond: limit.other * images.length,
      pipelineRatioToLimitWithClouds: limitWithClouds.ratio,
    };
  }

  async shown(): Promise<Record<string, number>> {
    const drawn = await shown(this.bench, this.views, { rounds: 3, steps: 60 });
    const drawnImages = await shown(this.bench, imageViews(this.views), { rounds: 3, steps: 150 });
    return {
      shownRatioToDraw: drawn.ratio,
      shownStepsPerSecond: drawn.engine,
      shownRatioToDrawImages: drawnImages.ratio,
      shownStepsPerSecondImages: drawnImages.engine,
      drawnStepsPerSecondImages: drawnImages.other,
    };
  }

  async imgTags(): Promise<Record<string, number>> {
    const { ratio, other } = await againstImgTags(this.bench, imageViews(this.views), { rounds: 3 });
    return { speedupOverImgTags: ratio, imgTagsStepsPerSecond: other };
  }

  async revisit(): Promise<Record<string, number>> {
    const all = await revisit(this.bench, this.views, { samples: 60 });
    const images = await revisit(this.bench, imageViews(this.views), { samples: 150 });
    return {
      revisitRatioToDraw: ratioAt(all, 0.95),
      revisitMsP95: quantile(all.engineMs, 0.95),
      revisitRatioToDrawImages: ratioAt(images, 0.95),
      revisitMsP95Images: quantile(images.engineMs, 0.95),
      revisitWorkMsP95: quantile(all.workMs, 0.95),
      revisitWorkMsP95Images: quantile(images.workMs, 0.95),
    };
  }

  async coldScrub(): Promise<Record<string, number>> {
    const all = await coldScrub(this.bench, this.views, { samples: 30 });
    const images = await coldScrub(this.bench, imageViews(this.views), { samples: 50 });
    return {
      coldScrubRatioToDecode: ratioAt(all, 0.5),
      coldScrubMsP50: median(all.engineMs),
      coldScrubRatioToDecodeImages: ratioAt(images, 0.5),
      coldScrubMsP50Images: median(images.engineMs),
      coldScrubWorkMsP95: quantile(all.workMs, 0.95),
      coldScrubWorkMsP95Images: quantile(images.workMs, 0.95),
    };
  }

  async drag(): Promise<Record<string, number>> {
    return {
      scrubShownPerSecond: await drag(this.bench, this.views),
      scrubShownPerSecondImages: await drag(this.bench, imageViews(this.views)),
    };
  }

  async soak(actions: number): Promise<Record<string, number>> {
    return { ...(await soak(this.bench, this.views, { actions })) };
  }

  async playOn(steps: number): Promise<void> {
    this.longPlay ??= new LongPlay(this.bench, this.smallViews);
    await this.longPlay.play(steps);
  }

  endLongPlay(): void {
    this.longPlay?.dispose();
    this.longPlay = null;
  }
}

declare global {
  var playbackBench: PlaybackBench | undefined;
}

globalThis.playbackBench = new PlaybackBench();
