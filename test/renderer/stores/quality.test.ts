/** The check follows the open dataset: made once for each, given up for the next, and never in the way. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { WorkbenchError } from '../../../core/contract/errors';
import type { QualityView } from '../../../core/contract/views-quality';
import { FakeEngine, type FakeWindow, openWindow } from './fake-window';

const clean: QualityView = { findings: [], checked: [{ part: 'train', values: 40, series: 5, seriesCompared: 5 }] };

let window: FakeWindow;
let engine: FakeEngine;

async function begin() {
  const { useQuality } = await import('../../../renderer/stores/quality');
  await window.session.openFile();
  return useQuality();
}

beforeEach(async () => {
  window = await openWindow();
  window.session.begin();
  engine = new FakeEngine('a');
  window.connect(engine);
});

afterEach(() => {
  window.close();
  vi.unstubAllGlobals();
});

it('checks what is open, and checks again what its settings make of it', async () => {
  engine.handlers.checkQuality = () => Promise.resolve(clean);
  const quality = await begin();
  await vi.waitFor(() => expect(quality.found).toEqual(clean));
  expect(quality.call).toBeNull();
  window.session.applyReading('data.changes.header', { header: false });
  await window.session.settled();
  await vi.waitFor(() => expect(engine.called('checkQuality').map(([, dataset]) => dataset)).toEqual(['a-d1', 'a-d2']));
});

it('gives up the check of what is no longer open', async () => {
  const answers: ((view: QualityView) => void)[] = [];
  engine.handlers.checkQuality = () => new Promise((resolve) => answers.push(resolve));
  const quality = await begin();
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const first = quality.call;
  await window.session.openSample('article');
  await nextTick();
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  expect(engine.called('cancel')).toContainEqual([first]);
  answers[0]({ ...clean, checked: [] });
  answers[1](clean);
  await vi.waitFor(() => expect(quality.found).toEqual(clean));
});

it('says how far it is, can be stopped without a word, and be asked for again', async () => {
  let fail: (thrown: unknown) => void = () => undefined;
  engine.handlers.checkQuality = () => new Promise((_, reject) => (fail = reject));
  engine.handlers.cancel = () => Promise.resolve(fail(new WorkbenchError('engine/cancelled', {})));
  const quality = await begin();
  await vi.waitFor(() => expect(engine.called('checkQuality')).toHaveLength(1));
  engine.progress(quality.call!, {
    phase: 'checking',
    share: 0.25,
    done: 1,
    total: 4,
    unit: 'series',
    perSecond: 1,
    remainingMs: null,
  });
  await vi.waitFor(() => expect(quality.share).toBe(0.25));
  await quality.cancel();
  await vi.waitFor(() => expect(quality.call).toBeNull());
  expect([quality.found, window.session.notices]).toEqual([null, []]);
  engine.handlers.checkQuality = () => Promise.resolve(clean);
  await quality.check();
  expect(quality.found).toEqual(clean);
});
