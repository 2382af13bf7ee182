/** Exports ask for a target once, name it after the data, and report what was written. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import type { Job } from '../../../core/contract/specs';
import { FakeEngine, type FakeWindow, openWindow } from './fake-window';

let window: FakeWindow;
let engine: FakeEngine;

beforeEach(async () => {
  window = await openWindow();
  engine = new FakeEngine('a');
  engine.handlers.exportFeatures = () => Promise.resolve({ files: ['out.csv'], rows: 5, bytes: 100 });
  engine.handlers.exportGates = () => Promise.resolve({ files: ['out.csv'], rows: 9, bytes: 100 });
  window.session.begin();
  window.connect(engine);
  await window.session.openFile();
  await window.session.startRun();
});

afterEach(() => {
  window.close();
  vi.unstubAllGlobals();
});

describe('exports', () => {
  it('saves the features of the run with the poolings that are set', async () => {
    await window.session.exportFeatures();
    expect(window.state.calls).toContain('chooseTarget walk-features.csv features');
    expect(engine.called('exportFeatures')[0].slice(1)).toEqual(['a-r', window.work.features, 'grant-out']);
    expect(window.session.notices).toMatchObject([{ kind: 'saved', report: { files: ['out.csv'] } }]);
  });

  it('writes nothing when the dialog is closed without a choice', async () => {
    window.state.target = null;
    expect(await window.session.exportFeatures()).toBeNull();
    expect(await window.session.exportGates(null)).toBeNull();
    expect(engine.called('exportFeatures')).toEqual([]);
    expect(engine.called('exportGates')).toEqual([]);
    expect(window.session.notices).toEqual([]);
  });

  it('names the file after the series whose gates it holds', async () => {
    await window.session.exportGates({ part: 'test', index: 7 });
    await window.session.exportGates(null);
    expect(window.state.calls).toContain('chooseTarget walk-gates-test-7.csv csv');
    expect(window.state.calls).toContain('chooseTarget walk-gates.csv csv');
  });

  it('tells why an export was not written', async () => {
    engine.handlers.exportFeatures = () => Promise.reject(new WorkbenchError('export/disk-full', { file: 'out.csv' }));
    await window.session.exportFeatures();
    expect(window.session.notices).toMatchObject([{ kind: 'error', error: { code: 'export/disk-full' } }]);
    expect(window.session.busy).toBeNull();
  });

  it('copies the job that the window shows', async () => {
    engine.handlers.jobText = (job) => Promise.resolve(JSON.stringify(job));
    await window.session.copyJob();
    const job = JSON.parse(window.state.copied[0]) as Job;
    expect(job).toEqual({
      version: 1,
      task: 'features',
      dataset: window.work.dataset,
      model: window.work.model,
      features: window.work.features,
      gates: { sequence: null },
      output: { file: 'walk-features.csv', test: null },
    });
  });

  it('makes file names that are safe on every system', async () => {
    const { fileStem } = await import('../../../renderer/stores/exporting');
    expect(fileStem('GunPoint_TRAIN.ts')).toBe('GunPoint');
    expect(fileStem('步态 记录/1:2?.csv')).toBe('步态-记录-1-2');
    expect(fileStem('..')).toBe('lstm');
  });
});
