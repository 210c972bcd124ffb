import { sharedData } from '../../shared-data.ts';
import { rowsOf } from '../recording.ts';
import type { FixtureDataset, FixtureRecording } from '../recording.ts';
import { fixtureUids } from '../uids.ts';
import { brokenDataset } from './broken-dataset.ts';
import { driveDataset } from './drive-dataset.ts';
import { itemsDataset, mailOwnerDataset } from './items-dataset.ts';
import { libraryDataset } from './library-dataset.ts';
import { rigsDataset } from './rigs-dataset.ts';
import { shapesDataset } from './shapes-dataset.ts';

function bare(owner: string, slug: string, name: string, isLocked: boolean): FixtureDataset {
  return { owner, slug, name, dataType: 'image', isLocked, sequences: rowsOf([]), items: rowsOf([]) };
}

/** A dataset for every owner and slug that `recordings` name. */
function datasetsOf(recordings: readonly FixtureRecording[]): FixtureDataset[] {
  const groups = Map.groupBy(recordings, ({ owner, slug }) => `${owner}/${slug}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ ...bare(first.owner, first.slug, first.slug, false), sequences: rowsOf(group) }];
  });
}

/** What the fixture server serves: `recordings` before the datasets of `fixtureUids`, whose names they may take. */
export async function defaultDatasets(recordings: readonly FixtureRecording[], sequenceCount: number): Promise<FixtureDataset[]> {
  const folder = sharedData('sustech-example');
  const { empty, locked } = fixtureUids;
  return [
    ...datasetsOf(recordings),
    ...(folder === null ? [] : [await driveDataset(folder)]),
    shapesDataset(sharedData('video/counter-h264-bframes.mp4')),
    rigsDataset(),
    libraryDataset(sequenceCount),
    itemsDataset(),
    brokenDataset(),
    bare(empty.owner, empty.slug, 'Empty', false),
    bare(locked.owner, locked.slug, 'Locked', true),
    mailOwnerDataset(),
  ];
}
