import { expect, test } from 'vitest';
import { recogniseSidecar } from '../../../../../main/sources/sidecar/recognise-sidecar.ts';

const pose = (x: number) => `<item><tx>${x}</tx><ty>0</ty><tz>-1</tz><rx>0</rx><ry>0</ry><rz>0.5</rz><state>1</state></item>`;
const item = (poses: string, label = 'Van') => `<item><objectType>${label}</objectType><h>2</h><w>1</w><l>4</l><first_frame>3</first_frame><poses><count>1</count>${poses}</poses></item>`;
const file = (items: string, before = '') => `<?xml version="1.0"?>\n${before}<boost_serialization version="9"><tracklets><count>1</count>${items}</tracklets></boost_serialization>`;
const read = (text: string) => recogniseSidecar({ path: 'tracklet_labels.xml', text });

test('tracklets are labels by frame, which a person may add to any sequence', () => {
  const recognition = read(file(item(pose(10) + pose(11)) + item(pose(20), 'Cyclist')));
  expect(recognition).toMatchObject({ state: 'recognised', content: { what: '3 cuboids of 2 frames', cameras: [] } });
  const labels = recognition.state === 'recognised' ? recognition.content.labels : [];
  expect(labels.map(({ frame, cuboids }) => [frame, cuboids.map(({ label, objectId, center }) => `${label} ${objectId} ${center.join()}`)])).toEqual([
    ['3', ['Van 0 10,0,0', 'Cyclist 1 20,0,0']],
    ['4', ['Van 0 11,0,0']],
  ]);
});

test('a pose that is none is left out and counted', () => {
  expect(read(file(item(`${pose(10)}<item><tx>x</tx></item>`)))).toMatchObject({ state: 'recognised', content: { what: '1 cuboid of frame 3; 1 that could not be read left out' } });
});

test.for<[string, string, RegExp]>([
  ['no objects', file(''), /holds no objects/],
  ['an object without a size', file(item(pose(1)).replace('<l>4</l>', '')), /object 0 lacks a size/],
  ['a first frame before the first', file(item(pose(1)).replace('>3<', '>-3<')), /object 0 lacks/],
  ['something else in it', '<boost_serialization><other/></boost_serialization>', /damaged, or holds something other/],
  ['an end that is missing', file(item(pose(1))).slice(0, 150), /./],
  ['nothing but beginnings', `<boost_serialization>${'<item>'.repeat(100_000)}`, /damaged/],
  ['a name of the language', file('<item><__proto__>x</__proto__></item>'), /./],
])('with %s is refused with a reason', ([, text, reason]) => {
  const recognition = read(text);
  expect(recognition.state).toBe('unusable');
  expect(recognition.state === 'unusable' ? recognition.reason : '').toMatch(reason);
});

test('entities are not expanded', () => {
  const entities = `<!DOCTYPE boost_serialization [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`;
  const recognition = read(file(item(pose(1), '&c;'), entities));
  expect(JSON.stringify(recognition)).not.toContain('aaaa');
});
