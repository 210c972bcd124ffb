import { expect, test } from 'vitest';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createSystemReportStore, formatReport } from '../../../../renderer/stores/system-report-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

const probe = () => Promise.resolve([{ name: 'WebGL', value: 'WebGL 2, SwiftShader' }]);

test('the report is collected when it is opened: main’s lines, then the page’s', async () => {
  const bridge = new FakeBridge();
  const store = createSystemReportStore(createClient(bridge), probe);
  void store.getState().open();
  expect(store.getState()).toMatchObject({ isOpen: true, report: { state: 'collecting' } });
  await bridge.newest('app.report').answer({ lines: [{ name: 'System', value: 'linux' }] });
  const { report } = store.getState();
  expect(report).toEqual({ state: 'ready', lines: [{ name: 'System', value: 'linux' }, { name: 'WebGL', value: 'WebGL 2, SwiftShader' }] });
  expect(report.state === 'ready' && formatReport(report.lines)).toBe('System: linux\nWebGL: WebGL 2, SwiftShader');
});

test('a side that fails is told, and asking again collects anew', async () => {
  const bridge = new FakeBridge();
  const store = createSystemReportStore(createClient(bridge), probe);
  void store.getState().open();
  await bridge.newest('app.report').fail('internal', 'It failed.');
  expect(store.getState().report).toEqual({ state: 'failed', error: { kind: 'internal', message: 'It failed.' } });
  void store.getState().open();
  expect(store.getState().report).toEqual({ state: 'collecting' });
});
