/** The engine computes with the kernel of the settings, through restarts and on machines that lack it. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { AUTO_KERNEL, type KernelSpec } from '../../../core/contract/specs';
import { FakeEngine, type FakeWindow, openWindow } from './fake-window';

let window: FakeWindow;
let engine: FakeEngine;

beforeEach(async () => {
  window = await openWindow();
  engine = new FakeEngine('a');
});

afterEach(() => {
  window.close();
  vi.unstubAllGlobals();
});

/** Starts as the window does, with what the desktop kept. */
async function start(kernel: KernelSpec): Promise<void> {
  window.state.settings = { ...window.state.settings, kernel };
  window.session.begin();
  await window.settings.load();
  window.connect(engine);
  await vi.waitUntil(() => window.session.machine !== null);
}

const asked = (of: FakeEngine): unknown[] => of.called('useKernel').map(([spec]) => spec);

describe('the kernel of the settings', () => {
  it('goes to the first engine and to the one after a restart', async () => {
    const kernel: KernelSpec = { kind: 'wasm', threads: 2 };
    await start(kernel);
    expect(asked(engine)).toEqual([kernel]);
    expect(window.session.kernel).toEqual({ kind: 'wasm', level: null, threads: 2 });

    window.exit();
    const next = new FakeEngine('b');
    window.connect(next);
    await vi.waitUntil(() => next.called('useKernel').length > 0);
    expect(asked(next)).toEqual([kernel]);
  });

  it('is used as soon as it changes, and makes the run of another kernel out of date', async () => {
    await start(AUTO_KERNEL);
    await window.session.openSample('article');
    await window.session.startRun();
    expect(window.session.runStale).toBe(false);

    await window.settings.chooseKernel({ kind: 'reference', threads: null });
    await vi.waitUntil(() => window.session.kernel?.kind === 'reference');
    expect(window.session.runStale).toBe(true);
    expect(window.session.run?.kernel.kind).toBe('native');
    await vi.waitUntil(() => engine.calls.at(-1)?.method === 'describeModel');

    await window.settings.chooseKernel({ kind: 'auto', threads: 4 });
    await vi.waitUntil(() => window.session.kernel?.threads === 4);
    // Threads change no byte.
    expect(window.session.runStale).toBe(false);
  });

  it('falls back to automatic where the machine lacks it, keeps that, and says so', async () => {
    const { useKernel } = engine.handlers;
    engine.handlers.useKernel = (spec) =>
      spec.kind === 'wasm'
        ? Promise.reject(new WorkbenchError('kernel/unavailable', { kind: 'wasm', reason: 'not-there' }))
        : useKernel!(spec);
    await start({ kind: 'wasm', threads: 2 });
    await vi.waitUntil(() => window.session.kernel !== null);
    expect(window.session.kernel).toEqual({ kind: 'native', level: null, threads: 2 });
    expect(window.state.settings.kernel).toEqual({ kind: 'auto', threads: 2 });
    expect(window.session.notices).toMatchObject([
      {
        kind: 'warning',
        title: 'shell.notices.kernelFellBack',
        cause: { code: 'kernel/unavailable', params: { kind: 'wasm', reason: 'not-there' } },
      },
    ]);
  });
});

describe('the memory of the settings', () => {
  const given = (of: FakeEngine): unknown[] => of.called('useTableMemory').map(([bytes]) => bytes);

  it('goes to every engine, before any table is opened, and to this one as soon as it changes', async () => {
    window.state.settings = { ...window.state.settings, tableMemory: 1e9 };
    await start(AUTO_KERNEL);
    expect(given(engine)).toEqual([1e9]);
    expect(window.session.machine?.memory.tables).toBe(1e9);
    await window.settings.chooseTableMemory(4e9);
    await vi.waitUntil(() => window.session.machine?.memory.tables === 4e9);
    expect(given(engine)).toEqual([1e9, 4e9]);

    await window.session.openFile();
    window.exit();
    const next = new FakeEngine('b');
    window.connect(next);
    await vi.waitUntil(() => next.called('openDataset').length > 0);
    const order = next.calls.map(({ method }) => method);
    expect(order.indexOf('useTableMemory')).toBeLessThan(order.indexOf('openDataset'));
  });

  it('is set back to automatic where this machine has less', async () => {
    const { useTableMemory } = engine.handlers;
    engine.handlers.useTableMemory = (bytes) =>
      bytes === null
        ? useTableMemory!(null)
        : Promise.reject(new WorkbenchError('table/memory', { bytes, min: 256e6, max: 8e9 }));
    window.state.settings = { ...window.state.settings, tableMemory: 64e9 };
    await start(AUTO_KERNEL);
    await vi.waitUntil(() => window.state.settings.tableMemory === null);
    await vi.waitUntil(() => given(engine).length === 2);
    expect(window.session.notices).toMatchObject([{ kind: 'error', error: { code: 'table/memory' } }]);
  });
});
