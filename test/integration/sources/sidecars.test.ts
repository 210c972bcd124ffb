import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApplication, type Application } from '../../../main/application.ts';
import { createLogger } from '../../../main/log/logger.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../preload/contract/commands.ts';
import type { Frame } from '../../../preload/contract/model.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { sharedData } from '../../support/shared-data.ts';
import { framesOf } from './fixture-recordings.ts';

let server: FixtureServer;
let folder: string;
let application: Application;

const start = () =>
  createApplication({
    shell: 'host',
    version: '0.0.0',
    dataFolder: join(folder, 'data'),
    pageFolder: folder,
    cacheBudgetBytes: 1_000_000,
    baseUrl: server.apiBaseUrl,
    environmentKey: server.key,
    target: null,
    openPath: null,
    chooseFiles: null,
    fetch: (url, init) => fetch(url, init),
    keyStore: null,
    showFolder: () => Promise.resolve(),
    log: createLogger(() => undefined),
  });

beforeAll(async () => {
  server = await startFixtureServer({ sequenceCount: 1 });
  folder = mkdtempSync(join(tmpdir(), 'avala-sidecar-commands-'));
  application = await start();
});
afterAll(async () => {
  await application.close();
  rmSync(folder, { recursive: true });
  await server.close();
});

/** What a command answers, by the way that the page takes; throws its failure. */
async function call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
  const result = await application.execute(name, JSON.parse(JSON.stringify(input)), AbortSignal.timeout(20_000));
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return structuredClone(result.value) as CommandOutput<Name>;
}

async function open(name: { owner: string; slug: string }, sequenceUid: string) {
  const { recordingId, viewKeys } = await call('recording.open', { owner: name.owner, slug: name.slug, sequenceUid });
  const read = async () => new Map(await Promise.all(viewKeys.map(async (viewKey) => [viewKey, await call('recording.view', { recordingId, viewKey })] as const)));
  return { recordingId, read };
}

const rounded = (numbers: readonly number[] | undefined) => numbers?.map((number) => Math.round(number * 1e6) / 1e6 + 0);
/** A quaternion and its negative are one rotation: the one whose first component that is not zero is positive. */
const oneOfTwo = (rotation: readonly number[] = []) => {
  const sign = Math.sign(rotation.find((part) => Math.abs(part) > 1e-6) ?? 1);
  return rotation.map((part) => part * sign);
};
/** What must be the same whichever way it came. */
const geometryOf = ({ calibration, cuboids }: Frame) => ({
  pose: rounded([...(calibration?.worldFromCamera?.translation ?? []), ...oneOfTwo(calibration?.worldFromCamera?.rotation)]),
  intrinsics: rounded([calibration?.fx, calibration?.fy, calibration?.cx, calibration?.cy].map((number) => number ?? Number.NaN)),
  cuboids: cuboids?.map(({ objectId, label, center, dimensions, rotation }) => [objectId, label, rounded(center), rounded(dimensions), rounded(rotation)]) ?? null,
});

const data = sharedData('sustech-example');
describe.skipIf(data === null)('files of the real recording', () => {
  const { drive } = fixtureUids;
  const filesOf = (below: string) =>
    readdirSync(join(data ?? '', below)).map((name) => ({ name: `${below}/${name}`, text: readFileSync(join(data ?? '', below, name), 'utf8') }));

  test('give a sequence without calibration and labels what the service gives of the calibrated one, until they are removed', async () => {
    const bare = await open(drive, drive.uncalibrated);
    const before = await bare.read();
    expect(framesOf(before.get('front')).map(({ calibration }) => calibration)).toEqual([null, null, null]);
    expect(framesOf(before.get('lidar')).map(({ cuboids }) => cuboids)).toEqual([null, null, null]);

    const { applied, unused } = await call('recording.addSidecars', { recordingId: bare.recordingId, files: [...filesOf('calib/camera'), ...filesOf('label')] });
    expect(applied).toEqual([
      { name: 'calib/camera/front.json', what: 'Calibration of front' },
      { name: 'calib/camera/left.json', what: 'Calibration of left' },
      { name: 'calib/camera/right.json', what: 'Calibration of right' },
      { name: 'label/000965.json', what: '21 cuboids of frame 000965' },
      { name: 'label/000970.json', what: '23 cuboids of frame 000970' },
      { name: 'label/000975.json', what: '24 cuboids of frame 000975' },
    ]);
    expect(unused).toEqual([{ name: 'label/000950.json', reason: expect.stringContaining('No frame of this sequence is called 000950') }]);

    const [after, due] = [await bare.read(), await (await open(drive, drive.real)).read()];
    for (const key of ['front', 'left', 'right', 'lidar']) {
      const [frames, dueFrames] = [framesOf(after.get(key)), framesOf(due.get(key))];
      expect(frames.map(geometryOf), key).toEqual(dueFrames.map(geometryOf));
      expect(frames.map(({ media }) => media.state)).toEqual(['available', 'available', 'available']);
    }
    expect(framesOf(after.get('lidar')).map(({ cuboids }) => cuboids?.length)).toEqual([21, 23, 24]);
    expect(framesOf(after.get('front'))[0]?.calibration?.sidecarPose?.relativeTo).toBe('device');
    expect(after.get('front')?.evidence.at(-1)).toEqual({ step: 'Added files', outcome: 'used', detail: 'The calibration is from calib/camera/front.json.' });
    expect(after.get('lidar')?.evidence.at(-1)?.detail).toBe('3 of 3 frames have the cuboids of 3 files.');
    expect((await call('recording.sidecars', { recordingId: bare.recordingId })).files).toEqual(applied);

    expect((await call('recording.removeSidecars', { recordingId: bare.recordingId, names: applied.slice(1).map(({ name }) => name) })).files).toEqual(applied.slice(0, 1));
    const left = await bare.read();
    expect(['front', 'left'].map((key) => framesOf(left.get(key))[0]?.calibration === null)).toEqual([false, true]);
    expect(framesOf(left.get('lidar'))[0]?.cuboids).toBeNull();
    expect(await call('recording.removeSidecars', { recordingId: bare.recordingId })).toEqual({ files: [] });
    expect((await bare.read()).get('front')).toEqual(before.get('front'));
  });

  test('of the viewer’s own format go by index where the service gives no frames and files are called otherwise', async () => {
    const bare = await open(drive, drive.load);
    await bare.read();
    const cuboid = { center: { x: 1, y: 2, z: 3 }, dimensions: { length: 4, width: 2, height: 1 }, label: 'car' };
    const { applied } = await call('recording.addSidecars', { recordingId: bare.recordingId, files: [{ name: 'mine.json', text: JSON.stringify({ frames: { 2: [cuboid], 0: [] } }) }] });
    expect(applied).toHaveLength(1);
    expect(framesOf((await bare.read()).get('lidar')).map(({ cuboids }) => cuboids?.length)).toEqual([0, undefined, 1]);
    await call('recording.removeSidecars', { recordingId: bare.recordingId });
  });
});

describe('files of a rig that moves', () => {
  const { rigs } = fixtureUids;
  const pose = { translation: [0.5, 0, 1.5], rotation: [-0.5, 0.5, -0.5, 0.5] };
  const calibration = { name: 'rig.json', text: JSON.stringify({ cameras: { front: { fx: 160, fy: 160, cx: 160, cy: 90, deviceFromCamera: pose } } }) };

  test('are kept over a start, and put the camera where the service says that it is at each frame', async () => {
    const first = await open(rigs, rigs.device);
    const served = framesOf((await first.read()).get('camera_front'));
    expect((await call('recording.addSidecars', { recordingId: first.recordingId, files: [calibration] })).applied).toEqual([{ name: 'rig.json', what: 'Calibration of front' }]);
    await application.close();
    application = await start();
    const second = await open(rigs, rigs.device);
    const frames = framesOf((await second.read()).get('camera_front'));
    expect(frames).toHaveLength(10);
    for (const [i, frame] of frames.entries()) {
      const dueFrame = served[i];
      if (dueFrame === undefined) expect.unreachable();
      expect(geometryOf(frame)).toEqual(geometryOf(dueFrame));
      expect(frame.calibration?.sidecarPose).toEqual({ relativeTo: 'device', pose });
    }
    await call('recording.removeSidecars', { recordingId: second.recordingId });
  });

  test('that are of no use leave nothing behind', async () => {
    const { recordingId, read } = await open(rigs, rigs.world);
    await read();
    const rear = { name: 'rear.json', text: calibration.text.replace('front', 'rear') };
    const { applied, unused } = await call('recording.addSidecars', { recordingId, files: [rear, { name: 'note.txt', text: 'hello' }] });
    expect(applied).toEqual([]);
    expect(unused.map(({ name }) => name)).toEqual(['note.txt', 'rear.json']);
    expect(await call('recording.sidecars', { recordingId })).toEqual({ files: [] });
  });
});

describe('the service’s own cuboids', () => {
  const { rigs } = fixtureUids;

  test('are those of the sweeps, at every frame, and of no picture', async () => {
    const views = await (await open(rigs, rigs.device)).read();
    const sweeps = framesOf(views.get('lidar'));
    expect(sweeps.map(({ cuboids }) => cuboids?.map(({ objectId, label }) => [objectId, label]))).toEqual(Array.from({ length: 10 }, () => [['car-1', 'car'], ['walker-1', 'pedestrian']]));
    expect(sweeps[0]?.cuboids?.[0]).toEqual({ objectId: 'car-1', label: 'car', center: [13, 2, 0.75], dimensions: [4.2, 1.8, 1.5], rotation: [0.2, 0, 0] });
    expect(framesOf(views.get('camera_front')).map(({ cuboids }) => cuboids)).toEqual(Array.from({ length: 10 }, () => null));
  });
});

test.each(['recording.sidecars', 'recording.removeSidecars'] as const)('%s of a recording that is not open says so', async (name) => {
  await expect(call(name, { recordingId: 'none' })).rejects.toThrow(/^not-found: /);
});

test('input outside the contract is refused', async () => {
  for (const input of [{ recordingId: 'x', files: [] }, { recordingId: 'x', files: [{ name: '', text: '' }] }, { recordingId: 'x', files: [{ name: 'a', text: 5 }] }, { files: [{ name: 'a', text: '' }] }]) {
    expect(await application.execute('recording.addSidecars', input, AbortSignal.timeout(5_000))).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  }
});
