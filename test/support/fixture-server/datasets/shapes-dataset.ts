import { thumbnail } from '../counter-picture.ts';
import { rowsOf } from '../recording.ts';
import type { FixtureDataset, FixtureSequence, FixtureView } from '../recording.ts';
import { framesShapes, loadShapes } from '../shapes.ts';
import { fixtureUids } from '../uids.ts';
import { fileOnDisk } from './file-on-disk.ts';
import { cameraView, lidarView, skewedViews, threeViews } from './generated.ts';

const shortCount = 12;
const longCount = 300;

/** `acme/shapes`: every form that frames come in. `videoPath`: the shared data's video, null when it is not there. */
export function shapesDataset(videoPath: string | null): FixtureDataset {
  const { owner, slug, load, frames, long, uneven, skewed, video } = fixtureUids.shapes;
  const common = { status: 'completed', featured: thumbnail(3) };
  const sequences: FixtureSequence[] = [
    ...loadShapes.map((shape): FixtureSequence => {
      const count = shape === 'single-file' ? 1 : shortCount;
      return { ...common, uid: load(shape), key: `load by ${shape}`, frames: 'none', views: threeViews(shape, count) };
    }),
    ...framesShapes.map(
      (shape): FixtureSequence => ({ ...common, uid: frames(shape), key: `frames by ${shape}`, frames: shape, views: threeViews('directory-nginx', shortCount) }),
    ),
    { ...common, uid: long, key: 'long', frames: 'detail-images', views: threeViews('directory-nginx', longCount) },
    {
      ...common,
      uid: uneven,
      key: 'uneven',
      frames: 'none',
      views: [cameraView('camera_front', 'json-urls', 12), cameraView('camera_rear', 'json-urls', 8), lidarView('json-urls', 5)],
    },
  ];
  sequences.push({ ...common, uid: skewed, key: 'skewed', frames: 'none', views: skewedViews(), override: { number_of_frames: 14 } });
  if (videoPath !== null) {
    const view: FixtureView = { key: 'clip', kind: 'video', load: 'single-file', frames: [fileOnDisk(videoPath)] };
    sequences.push({ ...common, uid: video, key: 'video', frames: 'none', views: [view], override: { number_of_frames: 300 } });
  }
  return { owner, slug, name: 'Shapes', dataType: 'mcap', isLocked: false, sequences: rowsOf(sequences), items: rowsOf([]) };
}
