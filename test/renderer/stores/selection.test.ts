/** What is looked at stays where it can be, and starts over with other data. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_MODEL } from '../../../core/contract/specs';
import { nextTick } from 'vue';
import { FakeEngine, type FakeWindow, openWindow } from './fake-window';

let window: FakeWindow;

beforeEach(async () => {
  window = await openWindow();
  window.session.begin();
  window.connect(new FakeEngine('a'));
  await window.session.openFile();
});

afterEach(() => {
  window.close();
  vi.unstubAllGlobals();
});

it('shows the whole of the first series of a new dataset', async () => {
  window.selection.choose({ part: 'train', index: 3 }, 9);
  window.selection.step = 7;
  await window.session.openSample('article');
  await nextTick();
  expect([window.selection.series, window.selection.step, window.selection.range]).toEqual([
    { part: 'train', index: 0 },
    0,
    { from: 0, to: 12 },
  ]);
});

it('stays with its series when only settings changed', async () => {
  window.selection.choose({ part: 'train', index: 3 }, 9);
  window.session.applyReading('data.changes.header', { header: false });
  await window.session.settled();
  await nextTick();
  expect(window.selection.series).toEqual({ part: 'train', index: 3 });
});

it('moves the cursor into a shorter series', () => {
  window.selection.step = 11;
  window.selection.choose({ part: 'train', index: 1 }, 8);
  expect([window.selection.step, window.selection.range]).toEqual([7, { from: 0, to: 8 }]);
});

it('lets go of layers, directions and units that the model no longer has', async () => {
  await window.session.startRun();
  window.selection.layer = 0;
  window.selection.direction = 'bwd';
  window.selection.units = [1, 60];
  window.work.change('data.changes.weights', { model: { ...DEFAULT_MODEL, hidden: 4, bidirectional: false } });
  await window.session.startRun();
  await nextTick();
  expect([window.selection.direction, window.selection.units]).toEqual(['fwd', [1]]);
});
