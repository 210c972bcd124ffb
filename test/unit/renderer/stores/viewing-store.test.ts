import { beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '../../../../main/settings/settings-file.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createSettingsStore, type SettingsStore } from '../../../../renderer/stores/settings-store.ts';
import { adjustmentsOf, createViewingStore, transformOf, type ViewingStore } from '../../../../renderer/stores/viewing-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

const fit = { zoom: 1, centerX: 0.5, centerY: 0.5 };
const close = { zoom: 5, centerX: 0.2, centerY: 0.7 };
const other = { zoom: 3, centerX: 0.9, centerY: 0.1 };
let settings: SettingsStore;
let store: ViewingStore;
const shown = (viewKey: string) => transformOf(store.getState(), viewKey);

beforeEach(() => {
  settings = createSettingsStore(createClient(new FakeBridge()), defaultSettings);
  store = createViewingStore(settings);
});

it('zooms a view alone while views are not linked', () => {
  store.getState().setTransform('front', close);
  expect(shown('front')).toEqual(close);
  expect(shown('rear')).toEqual(fit);
});

it('zooms all views while they are linked', () => {
  store.getState().setTransform('rear', other);
  store.getState().setLinked(true);
  store.getState().setTransform('front', close);
  expect([shown('front'), shown('rear'), shown('left')]).toEqual([close, close, close]);
});

it('links all views to the one last worked in, and lets them go from there', () => {
  store.getState().setTransform('rear', other);
  store.getState().setTransform('front', close);
  store.getState().setLinked(true);
  expect(settings.getState().settings.playback).toEqual({ ...defaultSettings.playback, isZoomLinked: true });
  expect([shown('front'), shown('rear')]).toEqual([close, close]);
  store.getState().setLinked(false);
  store.getState().setTransform('rear', other);
  expect([shown('front'), shown('rear')]).toEqual([close, other]);
});

it('adjusts a view alone, one adjustment after another, and gives it back as recorded', () => {
  const { adjust, resetAdjustments } = store.getState();
  adjust('front', { exposureStops: 2 });
  adjust('front', { isInverted: true });
  const neutral = { exposureStops: 0, gamma: 1, contrast: 1, saturation: 1, isInverted: false };
  expect(adjustmentsOf(store.getState(), 'front')).toEqual({ ...neutral, exposureStops: 2, isInverted: true });
  expect(adjustmentsOf(store.getState(), 'rear')).toEqual(neutral);
  resetAdjustments('front');
  expect(adjustmentsOf(store.getState(), 'front')).toEqual(neutral);
});

it('swaps the sides of a comparison with the moments at which they stand, and keeps how they are compared', () => {
  const a = { viewKey: 'front', frozenFrame: 4 };
  const b = { viewKey: 'front', frozenFrame: null };
  store.getState().startComparison(a, b);
  store.getState().changeComparison({ mode: 'difference', gainPower: 4 });
  store.getState().swapSides();
  expect(store.getState().comparison).toMatchObject({ a: b, b: a, mode: 'difference', gainPower: 4 });
});

it('changes nothing of a comparison that has ended', () => {
  store.getState().startComparison({ viewKey: 'front', frozenFrame: null }, { viewKey: 'rear', frozenFrame: null });
  store.getState().endComparison();
  store.getState().changeComparison({ gainPower: 1 });
  store.getState().swapSides();
  expect(store.getState().comparison).toBeNull();
});

it('begins another recording with whole pictures as recorded, side by side', () => {
  store.getState().setTransform('front', close);
  store.getState().adjust('front', { gamma: 2 });
  store.getState().startComparison({ viewKey: 'front', frozenFrame: null }, { viewKey: 'rear', frozenFrame: null });
  store.getState().reset();
  expect(shown('front')).toEqual(fit);
  expect(store.getState()).toMatchObject({ adjustments: {}, comparison: null, activeView: null, probe: null });
});
