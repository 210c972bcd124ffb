import { counterCloud, headerlessCloud, lyingCloud, overlongCloud } from '../counter-cloud.ts';
import { counterPicture, viewColors } from '../counter-picture.ts';
import { rowsOf } from '../recording.ts';
import type { FixtureDataset, FixtureFile, FixtureSequence, FixtureView } from '../recording.ts';
import { loginPage } from '../reply.ts';
import { fixtureUids } from '../uids.ts';
import { cameraView, lidarView } from './generated.ts';

const picture = (frame: number) => counterPicture(frame, viewColors.camera_front);

function halved(file: FixtureFile): FixtureFile {
  return {
    suffix: file.suffix,
    async read() {
      const whole = await file.read();
      return whole.subarray(0, whole.length >> 1);
    },
  };
}

const htmlUnderAnImageName: FixtureFile = { suffix: 'png', read: () => Promise.resolve(Buffer.from(loginPage)) };

function front(frames: FixtureView['frames']): FixtureView {
  return { ...cameraView('camera_front', 'directory-nginx', 0), frames };
}

/** `acme/broken`: see `fixtureUids.broken`, which says what is wrong with each. */
export function brokenDataset(): FixtureDataset {
  const { owner, slug, ...uids } = fixtureUids.broken;
  const common = { status: 'pending', featured: null, frames: 'detail-images' } as const;
  const rear = cameraView('camera_rear', 'directory-nginx', 3);
  const sequences: FixtureSequence[] = [
    { ...common, uid: uids.noFrames, key: 'no frames', views: [front([]), lidarView('directory-nginx', 0)] },
    { ...common, uid: uids.noViews, key: 'no views', frames: 'none', views: [] },
    { ...common, uid: uids.viewsAbsent, key: 'views absent', frames: 'none', views: [], override: { views: undefined } },
    {
      ...common,
      uid: uids.deadViews,
      key: 'dead views',
      frames: 'none',
      views: [
        cameraView('camera_front', 'directory-nginx', 3),
        cameraView('camera_rear', 'absent', 3),
        { ...front([picture(0)]), key: 'camera_left', load: 'not-found' },
        { ...front([picture(0)]), key: 'camera_right', load: 'login-page' },
        lidarView('s3-uri', 3),
      ],
    },
    { ...common, uid: uids.truncatedImage, key: 'truncated image', views: [front([picture(0), halved(picture(1)), picture(2)]), rear] },
    {
      ...common,
      uid: uids.lyingPcd,
      key: 'lying PCD',
      views: [cameraView('camera_front', 'directory-nginx', 3), { ...lidarView('directory-nginx', 3), frames: [counterCloud(0), lyingCloud(), counterCloud(2)] }],
    },
    { ...common, uid: uids.htmlImage, key: 'HTML image', views: [front([picture(0), htmlUnderAnImageName, picture(2)]), rear] },
    {
      ...common,
      uid: uids.oddClouds,
      key: 'odd clouds',
      views: [
        cameraView('camera_front', 'directory-nginx', 4),
        { ...lidarView('directory-nginx', 4), frames: [counterCloud(0), headerlessCloud(1), overlongCloud(2), counterCloud(3)] },
      ],
    },
    {
      ...common,
      uid: uids.oddAddresses,
      key: 'odd addresses',
      views: [front([{ address: 's3://acme-bucket/0.png' }, { address: 'http://' }, { address: '' }, null, picture(4)])],
    },
    {
      ...common,
      uid: uids.oddTypes,
      key: 'odd types',
      views: [cameraView('camera_front', 'directory-nginx', 3)],
      override: { status: 'quantum_review', key: 42, number_of_frames: 'three', featured_image: { url: 'x' }, metrics: 'none' },
    },
  ];
  return { owner, slug, name: 'Broken', dataType: 'lidar', isLocked: false, sequences: rowsOf(sequences), items: rowsOf([]) };
}
