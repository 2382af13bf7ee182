/** A window without a DOM: the real bridge and the real calls over a real message channel, to a fake engine and desktop. */

import { createPinia, setActivePinia } from 'pinia';
import { vi } from 'vitest';
import type { DesktopApi, EngineApi, EngineEvents, Grant, MenuCommand, Settings } from '../../../core/contract/api';
import { WorkbenchError } from '../../../core/contract/errors';
import type { Experiment, ProjectView } from '../../../core/contract/project';
import {
  AUTO_KERNEL,
  DEFAULT_FEATURES,
  DEFAULT_MODEL,
  type DatasetSpec,
  type ModelSpec,
} from '../../../core/contract/specs';
import type { MemoryView } from '../../../core/contract/table-memory';
import type { DatasetView, KernelView, ModelView, PartView, RunView } from '../../../core/contract/views';
import { fromMessagePort } from '../../../core/rpc/port';
import { serveEngine } from '../../../core/rpc/serve';
import { layerViews } from '../../helpers/stacks';

const ORIGIN = 'app://workbench';

export interface FakeDesktop {
  grant: Grant | null;
  target: Grant | null;
  copied: string[];
  remembered: string[];
  settings: Settings;
  /** What the window asked of the desktop, in order. */
  calls: string[];
}

function part(seriesCount: number): PartView {
  return {
    fileName: 'walk.csv',
    sha256: '00',
    rows: seriesCount,
    seriesCount,
    minLength: 8,
    maxLength: 12,
    missing: 0,
    infinite: 0,
    classes: [],
  };
}

export function projectView(changes: Partial<ProjectView> = {}): ProjectView {
  const none = { name: null, readOnly: false, experiments: 0, state: null, lost: [], unreadable: 0, problem: null };
  return { ...none, ...changes };
}

export function experiment(id: number, changes: Partial<Experiment> = {}): Experiment {
  return {
    id,
    at: '2026-01-01T00:00:00.000Z',
    name: '',
    note: '',
    starred: false,
    specs: {
      dataset: { source: { kind: 'sample', id: 'gunpoint' }, reading: {}, missing: 'refuse', scaling: 'zscore' },
      model: DEFAULT_MODEL,
      features: DEFAULT_FEATURES,
      evaluation: null,
    },
    dataName: 'gunpoint',
    modelName: null,
    specHash: 'h',
    kernel: 'reference',
    workbench: '1',
    durationMs: 1,
    figures: [],
    ...changes,
  };
}

export function datasetView(handle: string, spec: DatasetSpec, changes: Partial<DatasetView> = {}): DatasetView {
  return {
    handle,
    name: 'walk.csv',
    spec,
    understood: {
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      header: true,
      decimal: '.',
      layout: 'wide',
      channels: ['x'],
      label: null,
      series: null,
      time: null,
      window: null,
    },
    assumptions: [],
    columns: [],
    channels: ['x'],
    rows: { train: { file: 5, kept: 5, rejected: 0, places: [] }, test: null },
    train: part(5),
    test: null,
    scaler: null,
    problem: null,
    warnings: [],
    ...changes,
  };
}

export function modelView(model: ModelSpec): ModelView {
  const random = model.kind === 'random' ? model : null;
  const { hidden, layers, bidirectional } = random ?? { hidden: 4, layers: 1, bidirectional: false };
  return {
    ...{ input: 1, hidden, layers, bidirectional, bias: true },
    stack: layerViews({ input: 1, hidden, layers, bidirectional, bias: true }),
    head: null,
    file: null,
    init: random?.init ?? null,
    fileName: random === null ? 'w.safetensors' : null,
    trained: random === null,
    shapes: [],
    parameters: 1,
    memoryBytes: 1,
    timeMs: 1,
    problem: null,
  };
}

/** An engine whose every method may be replaced; those without a meaning here fail. */
export class FakeEngine {
  /** Every call as `method` and arguments, in order. */
  readonly calls: { method: string; args: unknown[] }[] = [];
  readonly handlers: Partial<EngineApi> = {};
  kernel: KernelView = { kind: 'reference', level: null, threads: 1 };
  memory: MemoryView = { machine: 8e9, automatic: 2e9, tables: 2e9 };
  #opened = 0;
  #events: EngineEvents | null = null;

  constructor(readonly name: string) {
    this.handlers.openDataset = (_call, spec) => Promise.resolve(datasetView(`${name}-d${(this.#opened += 1)}`, spec));
    this.handlers.describeModel = (model) => Promise.resolve(modelView(model));
    this.handlers.run = (_call, _dataset, model) => Promise.resolve(this.runView(model));
    this.handlers.engineInfo = () =>
      Promise.resolve({
        version: '1',
        kernel: this.kernel,
        cores: { physical: 2, logical: 4, assumed: false },
        memory: this.memory,
      });
    this.handlers.useTableMemory = (bytes) =>
      Promise.resolve((this.memory = { ...this.memory, tables: bytes ?? this.memory.automatic }));
    this.handlers.kernels = () => Promise.resolve([]);
    this.handlers.useKernel = ({ kind, threads }) =>
      Promise.resolve((this.kernel = { kind: kind === 'auto' ? 'native' : kind, level: null, threads: threads ?? 1 }));
    this.handlers.project = () => Promise.resolve(projectView());
    this.handlers.keepRun = () => Promise.resolve(experiment(this.called('keepRun').length));
    this.handlers.closeDataset = () => Promise.resolve();
    this.handlers.closeRun = () => Promise.resolve();
    this.handlers.cancel = () => Promise.resolve();
  }

  runView(model: ModelSpec): RunView {
    return {
      handle: `${this.name}-r`,
      model: modelView(model),
      kernel: this.kernel,
      specHash: 'h',
      durationMs: 1,
      seriesCount: { train: 5, test: 0 },
    };
  }

  progress: EngineEvents['progress'] = (call, progress) => this.#events?.progress(call, progress);

  called(method: keyof EngineApi): unknown[][] {
    return this.calls.filter((call) => call.method === method).map((call) => call.args);
  }

  serve(events: EngineEvents): EngineApi {
    this.#events = events;
    const target = {} as Record<string, unknown>;
    return new Proxy(target, {
      get: (_, method: string) => {
        return (...args: unknown[]) => {
          this.calls.push({ method, args });
          const handler = this.handlers[method as keyof EngineApi] as
            | ((...args: unknown[]) => Promise<unknown>)
            | undefined;
          if (handler === undefined) throw new WorkbenchError('engine/internal', { reason: `${method} has no fake` });
          return handler(...args);
        };
      },
    }) as unknown as EngineApi;
  }
}

/** Puts the fake window in place, loads the stores anew, and returns ways to play the outside. */
export async function openWindow() {
  vi.resetModules();
  const listeners: ((event: object) => void)[] = [];
  const exits: ((reason: string) => void)[] = [];
  const menus: ((command: MenuCommand) => void)[] = [];
  const state: FakeDesktop = {
    grant: { file: 'grant-1', name: 'walk.csv' },
    target: { file: 'grant-out', name: 'out.csv' },
    copied: [],
    remembered: [],
    settings: { language: 'en', theme: 'system', kernel: AUTO_KERNEL, tableMemory: null },
    calls: [],
  };
  const note = <T>(name: string, value: T): Promise<T> => {
    state.calls.push(name);
    return Promise.resolve(value);
  };
  const desktop: Omit<DesktopApi, 'onEngine'> = {
    settings: () => note('settings', state.settings),
    changeSettings: (change) => note('changeSettings', (state.settings = { ...state.settings, ...change })),
    chooseData: () => note('chooseData', state.grant),
    chooseFolder: () => note('chooseFolder', state.grant),
    chooseWeights: () => note('chooseWeights', state.grant),
    chooseArray: () => note('chooseArray', state.grant),
    chooseProject: () => note('chooseProject', state.grant),
    chooseTarget: (name, extension) => note(`chooseTarget ${name} ${extension}`, state.target),
    grantDrop: (file) => note(`grantDrop ${file.name}`, state.grant),
    recentFiles: () => note('recentFiles', [{ file: 'recent-1', name: 'old.csv', folder: 'data', unfinished: false }]),
    openRecent: () => note('openRecent', state.grant),
    beginOpening: (file) => note(`beginOpening ${file}`, undefined),
    endOpening: (file, finished) => note(`endOpening ${file} ${finished}`, undefined),
    rememberFile: async (file) => void state.remembered.push(file),
    copyText: async (text) => void state.copied.push(text),
    copyImage: () => note('copyImage', undefined),
    onMenu: (listener) => void menus.push(listener),
    onSettings: () => undefined,
    onEngineExit: (listener) => void exits.push(listener),
  };
  const fake = {
    desktop,
    addEventListener: (kind: string, listener: (event: object) => void) => {
      if (kind === 'message') listeners.push(listener);
    },
  };
  vi.stubGlobal('window', fake);
  vi.stubGlobal('location', { origin: ORIGIN });
  vi.stubGlobal('document', { documentElement: { lang: 'en' }, activeElement: null });

  setActivePinia(createPinia());
  const { useSession } = await import('../../../renderer/stores/session');
  const { useWork } = await import('../../../renderer/stores/work');
  const { useView } = await import('../../../renderer/stores/view');
  const { useSelection } = await import('../../../renderer/stores/selection');
  const { useSettings } = await import('../../../renderer/stores/settings');
  const bridge = await import('../../../renderer/bridge');
  const ports: MessagePort[] = [];

  return {
    state,
    bridge,
    session: useSession(),
    work: useWork(),
    view: useView(),
    selection: useSelection(),
    settings: useSettings(),
    /** Sends a message event as the window would get it. */
    post: (event: object) => listeners.forEach((listener) => listener(event)),
    /** A new engine is there: its port arrives as the preload script sends it. */
    connect(engine: FakeEngine) {
      const { port1, port2 } = new MessageChannel();
      serveEngine(fromMessagePort(port1 as unknown as MessagePort), (events) => engine.serve(events));
      ports.push(port1 as unknown as MessagePort);
      for (const listener of listeners)
        listener({ source: fake, origin: ORIGIN, data: { kind: 'engine-port' }, ports: [port2] });
    },
    /** The engine's process is gone. */
    exit: () => exits.forEach((listener) => listener('killed')),
    close: () => ports.forEach((port) => port.close()),
  };
}

export type FakeWindow = Awaited<ReturnType<typeof openWindow>>;
