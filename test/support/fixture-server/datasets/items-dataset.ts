import { counterCloud } from '../counter-cloud.ts';
import { counterPicture, thumbnail, viewColors } from '../counter-picture.ts';
import { rowsOf } from '../recording.ts';
import type { FixtureDataset, FixtureItem } from '../recording.ts';
import { fixtureUids } from '../uids.ts';

/** The documented statuses of items (avala-api §4) and one that is in no list; item `n` has the one at n mod 8. */
const statuses = ['unattempted', 'pending', 'ready_for_annotation', 'in_progress', 'completed', 'rework_required', 'customer_approved', 'on_hold'];

function itemAt(index: number): FixtureItem {
  const isCloud = index % 5 === 4;
  const name = `capture_${String(index).padStart(4, '0')}`;
  return {
    uid: fixtureUids.items.item(index),
    key: `${name}.${isCloud ? 'pcd' : 'png'}`,
    status: statuses[index % statuses.length] ?? 'new',
    media: isCloud ? counterCloud(index) : counterPicture(index, viewColors.camera_front),
    thumbnail: isCloud ? null : thumbnail(index),
    metadata: isCloud
      ? { format: 'pcd', points: 400 }
      : { width: 320, height: 180, format: 'png', camera: { make: 'Fixture', exposure_ms: 8 } },
    annotationsCount: index % 9,
    createdAt: new Date(Date.UTC(2026, 9, 31) - index * 3_600_000).toISOString(),
  };
}

/** `acme/items`: pictures and clouds, the newest first. */
export function itemsDataset(): FixtureDataset {
  const { owner, slug, count } = fixtureUids.items;
  return {
    owner,
    slug,
    name: 'Items',
    dataType: 'image',
    isLocked: false,
    sequences: rowsOf([]),
    items: rowsOf(Array.from({ length: count }, (_, index) => itemAt(index))),
  };
}

/** `team+lidar@example.com/field-tests`: an owner that is an e-mail address. */
export function mailOwnerDataset(): FixtureDataset {
  const { owner, slug, sequence, item } = fixtureUids.mailOwner;
  const front = { ...itemAt(0), uid: item };
  return {
    owner,
    slug,
    name: 'Field tests',
    dataType: 'image',
    isLocked: false,
    items: rowsOf([front]),
    sequences: rowsOf([
      {
        uid: sequence,
        key: 'field test 1',
        status: 'pending',
        frames: 'detail-images',
        featured: thumbnail(1),
        views: [{ key: 'camera/front left', kind: 'image', load: 'directory-nginx', frames: [counterPicture(0, viewColors.camera_front), counterPicture(1, viewColors.camera_front)] }],
      },
    ]),
  };
}
