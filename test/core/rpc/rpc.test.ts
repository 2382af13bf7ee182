/** Calls, coded errors and progress cross a port that clones as the real ones do. */

import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineApi, EngineEvents, Progress } from '../../../core/contract/api';
import { WorkbenchError } from '../../../core/contract/errors';
import { connectEngine, type EngineConnection } from '../../../core/rpc/connect';
import { fromMessagePort } from '../../../core/rpc/port';
import { serveEngine } from '../../../core/rpc/serve';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An engine of which only the given methods are there; calling another fails the test by a coded error. */
function pair(make: (events: EngineEvents) => Partial<EngineApi>, events?: Partial<EngineEvents>): EngineConnection {
  const { port1, port2 } = new MessageChannel();
  serveEngine(
    fromMessagePort(port1 as unknown as MessagePort),
    (sent) =>
      new Proxy(make(sent) as EngineApi, {
        get: (methods, name: keyof EngineApi) =>
          methods[name] ?? (async () => Promise.reject(new Error(`no ${String(name)}`))),
      }),
  );
  const connection = connectEngine(fromMessagePort(port2 as unknown as MessagePort), { progress: () => {}, ...events });
  closing.push(() => {
    connection.close();
    port1.close();
  });
  return connection;
}

describe('the engine over a port', () => {
  it('returns values, typed arrays among them', async () => {
    const engine = pair(() => ({
      featuresPage: async () => ({
        first: 0,
        total: 1,
        rows: [{ series: { part: 'train', index: 0 }, id: '0', label: null, values: Float32Array.of(0.5, -2) }],
      }),
    }));
    const page = await engine.featuresPage('run-1', {
      spec: { poolings: ['last'], layers: 'all' },
      first: 0,
      count: 1,
      firstColumn: 0,
      columnCount: 2,
      sortBy: null,
      descending: false,
    });
    expect([...page.rows[0].values]).toEqual([0.5, -2]);
  });

  it('keeps the code and the parameters of an error', async () => {
    const engine = pair(() => ({
      openDataset: async () => {
        throw new WorkbenchError('file/empty', { file: 'a.csv' });
      },
    }));
    const thrown = await engine.openDataset('1', {} as never).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(WorkbenchError);
    expect(thrown).toMatchObject({ code: 'file/empty', params: { file: 'a.csv' } });
  });

  it('turns any other error into engine/internal and goes on', async () => {
    const engine = pair(() => ({
      jobText: async () => Promise.reject(new TypeError('boom')),
      closeDataset: async () => {},
    }));
    await expect(engine.jobText({} as never)).rejects.toMatchObject({ code: 'engine/internal' });
    await expect(engine.closeDataset('dataset-1')).resolves.toBeUndefined();
  });

  it('passes progress on before the result', async () => {
    const progress: Progress = {
      phase: 'running',
      share: 0.5,
      done: 1,
      total: 2,
      unit: 'series',
      perSecond: 1,
      remainingMs: null,
    };
    const seen: unknown[] = [];
    const engine = pair(
      (events) => ({
        closeRun: async () => {
          events.progress('call-7', progress);
        },
      }),
      { progress: (call, value) => seen.push([call, value]) },
    );
    await engine.closeRun('run-1');
    expect(seen).toEqual([['call-7', progress]]);
  });

  it('rejects pending and later calls with engine/stopped once it is closed', async () => {
    const engine = pair(() => ({ lesson: () => new Promise<never>(() => {}) }));
    const pending = engine.lesson();
    engine.close();
    await expect(pending).rejects.toMatchObject({ code: 'engine/stopped' });
    await expect(engine.engineInfo()).rejects.toMatchObject({ code: 'engine/stopped' });
  });

  it('passes over what is no call, and goes on', async () => {
    const { port1, port2 } = new MessageChannel();
    closing.push(() => port1.close());
    serveEngine(
      fromMessagePort(port1 as unknown as MessagePort),
      () => new Proxy({} as EngineApi, { get: () => async () => 'served' }),
    );
    const answer = new Promise<unknown>((resolve) => port2.on('message', resolve));
    for (const garbage of [undefined, null, 'q', 7, [], {}, { t: 'x' }]) port2.postMessage(garbage);
    port2.postMessage({ t: 'q', i: '1', m: 'engineInfo', a: [] });
    expect(await answer).toMatchObject({ t: 's', i: '1', r: { value: 'served' } });
  });

  it('answers nothing but the methods of the contract', async () => {
    const { port1, port2 } = new MessageChannel();
    closing.push(() => port1.close());
    serveEngine(
      fromMessagePort(port1 as unknown as MessagePort),
      () => new Proxy({} as EngineApi, { get: () => async () => 'served' }),
    );
    const answer = new Promise<unknown>((resolve) => port2.on('message', resolve));
    port2.postMessage({ t: 'q', i: '1', m: 'constructor', a: [] });
    expect(await answer).toMatchObject({ t: 's', i: '1', e: expect.any(Error) });
  });
});
