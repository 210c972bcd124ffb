import type { MediaAddresses, Place } from './media-address.ts';
import type { FixtureDataset, FixtureItem, FixtureSequence } from './recording.ts';

type Row = Record<string, unknown>;

/** How many frames a sequence has: those of its longest view. */
export function frameCount(sequence: FixtureSequence): number {
  return Math.max(0, ...sequence.views.map((view) => view.frames.length));
}

/** A dataset as the list gives it. */
export function datasetRow(dataset: FixtureDataset): Row {
  return {
    uid: `dataset_${dataset.slug}`,
    name: dataset.name,
    slug: dataset.slug,
    owner: dataset.owner,
    owner_name: dataset.owner,
    data_type: dataset.dataType,
    item_count: dataset.items.count,
    created_at: '2026-10-01T08:00:00Z',
    updated_at: '2026-11-01T08:00:00Z',
  };
}

/** An item, in the list and alone. */
export function itemRow(addresses: MediaAddresses, place: Place, item: FixtureItem): Row {
  return {
    uid: item.uid,
    key: item.key,
    status: item.status,
    data_url: addresses.picture('media', place, item.uid, item.media),
    thumbnail_url: addresses.picture('thumbnail', place, item.uid, item.thumbnail),
    metadata: item.metadata,
    annotations_count: item.annotationsCount,
    created_at: item.createdAt,
  };
}

/** A sequence as the list gives it. */
export function sequenceRow(addresses: MediaAddresses, place: Place, sequence: FixtureSequence): Row {
  return {
    uid: sequence.uid,
    key: sequence.key,
    status: sequence.status,
    featured_image: addresses.picture('featured', place, sequence.uid, sequence.featured),
    number_of_frames: frameCount(sequence),
    views: sequence.views.map((view) => ({ key: view.key, load: addresses.load(place, sequence, view), metrics: null })),
    ...sequence.override,
  };
}

function frameRow(addresses: MediaAddresses, place: Place, sequence: FixtureSequence, index: number): Row {
  const address = (view: FixtureSequence['views'][number]) => addresses.frame(place, sequence, view, index);
  const cameras = sequence.views.filter((view) => view.kind === 'image');
  const lidar = sequence.views.find((view) => view.kind === 'point-cloud');
  const images = cameras.map((view) => ({
    image_url: address(view),
    ...(sequence.frames === 'detail-images-unnamed' ? {} : { camera: view.key }),
    ...(typeof view.calibration === 'function' ? view.calibration(index) : view.calibration),
  }));
  return {
    uid: `${sequence.uid}_frame_${index}`,
    idx: index,
    frame_index: index,
    key: sequence.frameKeys?.[index] ?? String(index),
    ...(lidar === undefined ? {} : { asset_url: address(lidar) }),
    ...(sequence.frames === 'detail-image-urls' || sequence.frames === 'detail-both' ? { image_urls: cameras.map(address) } : {}),
    ...(sequence.frames === 'detail-image-urls' ? {} : { images }),
    device_position: { x: 0, y: 0, z: 0 },
    device_heading: { x: 0, y: 0, z: 0, w: 1 },
    ...sequence.frameFields?.(index),
  };
}

/** A sequence alone: adds `frames` in the sequence's own shape. */
export function sequenceDetail(addresses: MediaAddresses, place: Place, sequence: FixtureSequence): Row {
  const common = {
    ...sequenceRow(addresses, place, sequence),
    dataset_uid: `dataset_${place.slug}`,
    metrics: {},
    predefined_labels: [],
    lidar_calibration_enabled: true,
    camera_calibration_enabled: sequence.views.some((view) => view.calibration !== undefined),
  };
  if (sequence.frames === 'none') return common;
  const length = sequence.frames === 'empty' ? 0 : frameCount(sequence);
  return { ...common, frames: Array.from({ length }, (_, index) => frameRow(addresses, place, sequence, index)) };
}
