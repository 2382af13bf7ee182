/** The bench's parts that need an Electron: a whole extraction as the window asks for it, and WASM where it is to serve. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ElectronApplication, Page } from 'playwright-core';
import type { DatasetSpec, RandomModel } from '../../core/contract/specs';
import type { KernelView } from '../../core/contract/views';
import type * as Drive from '../../electron/provision/drive.mjs';
import type * as Environment from '../../electron/provision/environment.mjs';
import type { Measured } from './measure';
import type { BenchPage } from './page-engine';
import { pooledLoop } from './pooled-loop';
import { medianOf } from './timing';

/** Through the utility process against the kernel alone. */
export interface Utility {
  kernel: KernelView;
  series: number;
  steps: number;
  hidden: number;
  /** From the window's request to its answer. */
  utilityMs: number;
  /** As the engine measures the run itself. */
  runMs: number;
  /** The same pooled features by the same kernel in a plain loop in this process. */
  kernelMs: number;
  ratio: number;
}

/** WASM against ONNX Runtime in a process of Electron. */
export interface Hosted {
  host: 'Electron as Node' | 'utility process';
  shapes: Measured[];
}

export interface ElectronReport {
  electron: string;
  utility: Utility;
  wasm: Hosted[];
}

/** Where the bundles lie, and the builds of the kernel. */
export interface Places {
  app: string;
  bundles: string;
  kernels: string;
}

/** Small models, for which WASM is to keep up. */
const WASM_SHAPES = '1,10,1,10;64,100,1,32;1,1000,8,32;256,150,1,16;256,100,8,32';
const WASM_ARGUMENTS = ['--no-electron', '--json', '--levels', 'wasm', '--threads', '1', '--shapes', WASM_SHAPES];

const SERIES = 8000;
const STEPS = 100;
const DATASET: DatasetSpec = {
  source: { kind: 'synthetic', generator: 'sine-square', series: SERIES, steps: STEPS, noise: 0.1, seed: 1 },
  reading: {},
  missing: 'refuse',
  scaling: 'zscore',
};
const MODEL: RandomModel = {
  kind: 'random',
  hidden: 128,
  layers: 1,
  bidirectional: false,
  bias: true,
  init: 'pytorch',
  forgetBias: null,
  seed: 1,
};
const TIMES = 7;

/** Starts the built workbench and measures in and beside it. */
export async function measureInElectron(places: Places, quick: boolean, say: (line: string) => void) {
  const provision = (name: string): string => pathToFileURL(join(places.app, 'electron/provision', name)).href;
  const drive = (await import(provision('drive.mjs'))) as typeof Drive;
  const environment = (await import(provision('environment.mjs'))) as typeof Environment;
  const { executable, variables, stop } = await environment.provideEnvironment();
  try {
    say('WASM under Electron as Node ...');
    const asNode = await underElectronAsNode(executable, places, quick);
    const { app, page } = await drive.launchWorkbench({ executable, display: variables.DISPLAY });
    try {
      await page.addInitScript({ path: join(places.bundles, 'page-engine.js') });
      await page.reload();
      await page.waitForFunction(() => 'benchEngine' in globalThis);
      say('a whole extraction through the utility process ...');
      const utility = await throughUtility(page, places.kernels);
      say('WASM in a utility process ...');
      const inUtility = await inUtilityProcess(app, places, quick);
      const electron = await app.evaluate(() => process.versions.electron);
      const wasm: Hosted[] = [
        { host: 'Electron as Node', shapes: asNode },
        { host: 'utility process', shapes: inUtility },
      ];
      return { electron, utility, wasm } satisfies ElectronReport;
    } finally {
      await app.close();
    }
  } finally {
    stop();
  }
}

/** Runs the same extraction in turn in the workbench and in a plain loop here. */
async function throughUtility(page: Page, kernels: string): Promise<Utility> {
  const dataset = await page.evaluate(async (spec) => {
    const { benchEngine } = globalThis as typeof globalThis & BenchPage;
    return (await benchEngine.openDataset('open', spec)).handle;
  }, DATASET);
  const run = async () =>
    await page.evaluate(
      async ([dataset, model]) => {
        const { benchEngine } = globalThis as typeof globalThis & BenchPage;
        const startMs = performance.now();
        const view = await benchEngine.run('run', dataset, model);
        const wallMs = performance.now() - startMs;
        await benchEngine.closeRun(view.handle);
        return { wallMs, runMs: view.durationMs, kernel: view.kernel };
      },
      [dataset, MODEL] as const,
    );
  const { kernel } = await run();
  const loop = await pooledLoop(kernels, DATASET, MODEL, kernel);
  loop();
  const wall: number[] = [];
  const own: number[] = [];
  const alone: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const { wallMs, runMs } = await run();
    wall.push(wallMs);
    own.push(runMs);
    alone.push(loop());
  }
  const utilityMs = medianOf(wall);
  const kernelMs = medianOf(alone);
  return {
    kernel,
    series: 2 * SERIES,
    steps: STEPS,
    hidden: MODEL.hidden,
    utilityMs,
    runMs: medianOf(own),
    kernelMs,
    ratio: utilityMs / kernelMs,
  };
}

const bundleOf = ({ bundles }: Places): string => join(bundles, 'kernel-bench.mjs');

function wasmArguments({ kernels }: Places, quick: boolean): string[] {
  return [...WASM_ARGUMENTS, '--kernels', kernels, ...(quick ? ['--quick'] : [])];
}

async function underElectronAsNode(executable: string, places: Places, quick: boolean): Promise<Measured[]> {
  const child: ChildProcess = fork(bundleOf(places), wasmArguments(places, quick), {
    execPath: executable,
    execArgv: [],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`Electron as Node ended with code ${code} and no figures`);
  });
  const [text] = (await Promise.race([once(child, 'message'), ended])) as [string];
  return shapesOf(text);
}

/** The workbench's main process forks the bench beside the engine, which has nothing to do meanwhile. */
async function inUtilityProcess(app: ElectronApplication, places: Places, quick: boolean): Promise<Measured[]> {
  const text = await app.evaluate(
    async ({ utilityProcess }, [script, ...args]) =>
      await new Promise<string>((resolve, reject) => {
        const child = utilityProcess.fork(script, args, { stdio: 'ignore', serviceName: 'kernel bench' });
        child.once('exit', (code) => reject(new Error(`the utility process ended with code ${code} and no figures`)));
        child.once('message', (message: string) => {
          resolve(message);
          child.kill();
        });
      }),
    [bundleOf(places), ...wasmArguments(places, quick)],
  );
  return shapesOf(text);
}

function shapesOf(text: string): Measured[] {
  return (JSON.parse(text) as { shapes: Measured[] }).shapes;
}
