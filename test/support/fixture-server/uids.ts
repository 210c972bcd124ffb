import type { FramesShape, LoadShape } from './shapes.ts';

/** The key that the fixture server accepts unless a test names another. */
export const fixtureKey = 'avk_fixture_0123456789abcdef';
/** A key that the fixture server answers with "API key has expired.". */
export const expiredFixtureKey = 'avk_fixture_expired_0123456789';

/**
 * Every dataset, sequence and item that the fixture server serves by default, so that specs can name them.
 * The owner is `acme` unless the entry says otherwise.
 *
 * | dataset | what it holds |
 * |---|---|
 * | `acme/drive` | the real recording of `sustech-example`; absent when that folder is (`hasRealRecording`) |
 * | `acme/shapes` | generated sequences: one for each shape of `frames` and of `load`, a long one, an uneven one |
 * | `acme/rigs` | generated sequences with cameras and a LiDAR that move, or are of other models |
 * | `acme/library` | 10,000 generated sequences (or as many as `sequenceCount` says), every status, featured images |
 * | `acme/items` | 250 items with thumbnails, metadata and statuses |
 * | `acme/broken` | what must not bring the app down |
 * | `acme/empty` | neither sequences nor items |
 * | `acme/locked` | answers 403 to everything |
 * | `team+lidar@example.com/field-tests` | an owner whose path segment must be percent-encoded; one sequence, one item |
 */
export const fixtureUids = {
  /** Views `front`, `left`, `right` (2048×1536 JPEG) and `lidar` (PCD). Frames 000965, 000970, 000975. */
  drive: {
    owner: 'acme',
    slug: 'drive',
    /** Detail `frames[].images[]` with calibration, camera names and `asset_url`, and `annotations[]` with the cuboids. */
    real: 'seq_drive_real',
    /** The same without calibration and cuboids: for files that are added. */
    uncalibrated: 'seq_drive_uncalibrated',
    /** The same by `frames[].image_urls[]`: positions only, no names, no calibration. */
    imageUrls: 'seq_drive_image_urls',
    /** The same without `frames[]`: every view by an nginx listing. */
    load: 'seq_drive_load',
    /** Four frames, 000950 first: its three images are missing, its cloud is there. */
    gap: 'seq_drive_gap',
  },
  /** Views `camera_front`, `camera_rear` (320×180 PNG that shows its frame number in bits) and `lidar` (PCD). 12 frames. */
  shapes: {
    owner: 'acme',
    slug: 'shapes',
    /** No detail `frames[]`; all three views' `load` in this shape. */
    load: (shape: LoadShape) => `seq_load_${shape}`,
    /** Detail `frames[]` in this shape; the views' `load` are nginx listings. */
    frames: (shape: FramesShape) => `seq_frames_${shape}`,
    /** 300 frames, detail `frames[]`. */
    long: 'seq_long',
    /** `camera_front` 12 frames, `camera_rear` 8, `lidar` 5; no detail `frames[]`. */
    uneven: 'seq_uneven',
    /**
     * Ten frames a second by timestamps: `camera_front` 16 frames, `camera_early` the same 33 ms earlier, `camera_short` the
     * first 14, and `camera_untimed` 14 frames without timestamps.
     */
    skewed: 'seq_skewed',
    /** One view, `clip`: the 300-frame video of the shared data; absent with it. */
    video: 'seq_video',
  },
  /**
   * Ten frames of a street of poles along +x, one metre a frame, in detail `frames[]` with cuboids. Each picture (320×180 PNG) has
   * a white dot where a point of the frame's cloud falls, so that points drawn on top must cover the dots. See `rig-scene.ts`.
   */
  rigs: {
    owner: 'acme',
    slug: 'rigs',
    /** Points, cuboids and poses in the world: `camera_front` and `camera_left`. */
    world: 'seq_rig_world',
    /** Points and cuboids in the device's frame; the same poses. */
    device: 'seq_rig_device',
    /** Points and cuboids in the sensor's frame, which the clouds' VIEWPOINT says is 2 m above the device, turned by 30°. */
    sensor: 'seq_rig_sensor',
    /** In the world, by one double-sphere camera, `camera_fisheye`, that sees 195° across. */
    doubleSphere: 'seq_rig_double_sphere',
    /** In the world, with headings that turn the other way and OpenGL's camera axes. */
    otherConventions: 'seq_rig_other_conventions',
  },
  library: {
    owner: 'acme',
    slug: 'library',
    /** The uid of the sequence number `index`, from 0. */
    sequence: (index: number) => `seq_library_${String(index).padStart(6, '0')}`,
  },
  items: {
    owner: 'acme',
    slug: 'items',
    count: 250,
    /** The uid of item number `index`, from 0, in the list's own order (newest first). Every fifth one is a point cloud. */
    item: (index: number) => `item_${String(index).padStart(4, '0')}`,
  },
  broken: {
    owner: 'acme',
    slug: 'broken',
    /** `number_of_frames` 0, `frames: []`, two views whose listings are empty. */
    noFrames: 'seq_broken_no_frames',
    /** `views: []` and no `frames`. */
    noViews: 'seq_broken_no_views',
    /** `views` and `frames` absent altogether. */
    viewsAbsent: 'seq_broken_views_absent',
    /** `camera_front` is fine; `camera_rear` has no `load`; `camera_left`'s is 404; `camera_right`'s a login page; `lidar`'s `s3://`. */
    deadViews: 'seq_broken_dead_views',
    /** `camera_front`: frame 1 of 3 is a PNG cut in half. `camera_rear` is fine. */
    truncatedImage: 'seq_broken_truncated_image',
    /** `lidar`: frame 1 of 3 is a PCD that claims 1,000,000 points and holds 10. `camera_front` is fine. */
    lyingPcd: 'seq_broken_lying_pcd',
    /** `camera_front`: frame 1 of 3 is an HTML page under an image's name. `camera_rear` is fine. */
    htmlImage: 'seq_broken_html_image',
    /** `lidar`: of four frames, 1 is a sweep without a header and 2 a PCD that goes on after its last point. */
    oddClouds: 'seq_broken_odd_clouds',
    /** Frames whose addresses are `s3://…`, malformed, empty or null in turn; the fifth and last is fine. */
    oddAddresses: 'seq_broken_odd_addresses',
    /** A status of no list, a number as key, a text as number of frames, an object as featured image. */
    oddTypes: 'seq_broken_odd_types',
  },
  empty: { owner: 'acme', slug: 'empty' },
  locked: { owner: 'acme', slug: 'locked' },
  mailOwner: { owner: 'team+lidar@example.com', slug: 'field-tests', sequence: 'seq_mail_owner', item: 'item_mail_owner' },
} as const;
