#!/usr/bin/env node
/** The headless command `lstm-workbench`: the same specs and the same engine as the window, without Electron. */

import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import type { EngineEvents, Language } from '../contract/api';
import type { EvaluationView } from '../contract/evaluation';
import { type ErrorPayload, toPayload, WorkbenchError } from '../contract/errors';
import { isWithin } from '../contract/parity';
import { defaultThreads, type FileModel, type Job, type KernelSpec } from '../contract/specs';
import type { TableMemory } from '../contract/table-memory';
import { targetOf } from '../contract/targets';
import type { ExportReport } from '../contract/views';
import { createEngine, type Engine } from '../engine/engine';
import { parseJob } from '../engine/job';
import { assumptionLines } from '../locale/assumption-text';
import { explain } from '../locale/explain';
import { translate } from '../locale/texts';
import { nodeHost } from '../node/host';
import { chooseLanguage, type Command, parseCommand } from './args';
import { comparisonLines, doneLine } from './compare-report';
import { evaluationLines } from './evaluate-report';
import { judge } from './judge';
import { modelLines, parityLines } from './model-report';
import { datasetLines, faultJson, kernelLines, progressLine, qualityLines, warningLine, warningLines } from './report';

const SAMPLES = fileURLToPath(new URL('../samples', import.meta.url));
const KERNELS = fileURLToPath(new URL('../kernel', import.meta.url));
const CALL = 'cli';

const args = process.argv.slice(2);
const language = chooseLanguage(args, process.env);
process.exitCode = await main().catch((thrown: unknown) => {
  const payload = toPayload(thrown);
  endProgress();
  if (payload.code === 'engine/cancelled') return 130;
  say(errorLine(language, payload));
  return payload.code.startsWith('usage/') ? 2 : 1;
});

async function main(): Promise<number> {
  const command = parseCommand(args, isFolder);
  switch (command.name) {
    case 'help':
      process.stdout.write(`${translate(language, 'cli.help')}\n`);
      return 0;
    case 'version':
      process.stdout.write(`${translate(language, 'cli.version', { version })}\n`);
      return 0;
    case 'inspect':
      return inspect(command.job, command.json, command.memory);
    case 'inspect-model':
      return inspectModel(command.model, command.json);
    case 'parity':
      return parity(command);
    case 'export-model':
      return exportModel(command);
    case 'evaluate':
      return evaluate(command);
    case 'compare':
      return compare(command);
    case 'report':
      return report(command);
    case 'kernels':
      return listKernels(command.json);
    case 'job':
      return runJob(command.job, process.cwd(), command);
    case 'run': {
      const path = resolve(command.file);
      return runJob(parseJob(basename(path), await readJob(path)), dirname(path), command);
    }
  }
}

/** What cannot be looked at is told when it is opened. */
function isFolder(path: string): boolean {
  try {
    return statSync(resolve(path)).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Prints what was understood and what is wrong with the data; a file that cannot be used ends with 1 after saying why, as
 * JSON too where that was asked for.
 */
async function inspect(job: Job, json: boolean, memory: TableMemory): Promise<number> {
  const engine = engineAt(process.cwd());
  await engine.useTableMemory(memory);
  const view = await engine.openDataset(CALL, job.dataset).catch((thrown: unknown) => {
    if (json) process.stdout.write(`${faultJson(language, toPayload(thrown))}\n`);
    throw thrown;
  });
  const quality = await engine.checkQuality(CALL, view.handle);
  endProgress();
  const { handle: _, ...shown } = view;
  const lines = [...datasetLines(language, view), ...qualityLines(language, quality, view.channels)];
  process.stdout.write(json ? `${JSON.stringify({ ...shown, quality }, null, 2)}\n` : `${lines.join('\n')}\n`);
  if (view.problem === null) return 0;
  say(errorLine(language, view.problem));
  return 1;
}

/** Prints what a file of weights holds; the layers of a model that cannot run end with 1 after saying why. */
async function inspectModel(model: FileModel, json: boolean): Promise<number> {
  const engine = engineAt(process.cwd());
  const view = await engine.describeModel(model, null).catch((thrown: unknown) => {
    if (json) process.stdout.write(`${faultJson(language, toPayload(thrown))}\n`);
    throw thrown;
  });
  const lines = modelLines(language, view, view.file!);
  process.stdout.write(json ? `${JSON.stringify(view, null, 2)}\n` : `${lines.join('\n')}\n`);
  if (view.problem === null) return 0;
  say(errorLine(language, view.problem));
  return 1;
}

/** Prints how a model's numbers compare with those expected; ends with 1 where they lie beyond the tolerance. */
async function parity({ spec, kernel, tolerance, json }: Command & { name: 'parity' }): Promise<number> {
  const engine = engineAt(process.cwd());
  await engine.useKernel(kernel);
  const view = await engine.parity(CALL, spec).catch((thrown: unknown) => {
    if (json) process.stdout.write(`${faultJson(language, toPayload(thrown))}\n`);
    throw thrown;
  });
  endProgress();
  const within = isWithin(view, tolerance);
  const lines = parityLines(language, view, tolerance);
  // JSON has no infinity: what is no finite difference is null.
  process.stdout.write(json ? `${JSON.stringify({ ...view, tolerance, within }, null, 2)}\n` : `${lines.join('\n')}\n`);
  return within ? 0 : 1;
}

/** Prints what the features of a model, or a baseline, are worth. What was assumed of the data is said beside it. */
async function evaluate(command: Command & { name: 'evaluate' }): Promise<number> {
  const { job, entrant, spec, json, kernel, memory } = command;
  const engine = engineAt(process.cwd());
  await engine.useKernel(kernel);
  await engine.useTableMemory(memory);
  const told = async () => {
    const data = await engine.openDataset(CALL, job.dataset);
    return { data, view: await engine.evaluate(CALL, data.handle, entrant, spec) };
  };
  const { data, view } = await told().catch((thrown: unknown) => {
    if (json) process.stdout.write(`${faultJson(language, toPayload(thrown))}\n`);
    throw thrown;
  });
  endProgress();
  const { handle: _, dataset: __, ...shown } = view;
  const lines = json ? [JSON.stringify(shown, null, 2)] : evaluationLines(language, data, view);
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const line of [...assumptionLines(language, data), ...warningLines(language, data)]) say(line);
  return 0;
}

/** Prints what the features of a model are worth beside simpler ways; each is told when it is done. */
async function compare(command: Command & { name: 'compare' }): Promise<number> {
  const { job, entrants, spec, json, kernel, memory } = command;
  const engine = engineAt(process.cwd());
  await engine.useKernel(kernel);
  await engine.useTableMemory(memory);
  const told = async () => {
    const data = await engine.openDataset(CALL, job.dataset);
    const done = (view: EvaluationView) => {
      endProgress();
      say(doneLine(language, view, basename));
    };
    return { data, ...(await judge(engine, CALL, data.handle, entrants, spec, done)) };
  };
  const { data, views, comparison } = await told().catch((thrown: unknown) => {
    if (json) process.stdout.write(`${faultJson(language, toPayload(thrown))}\n`);
    throw thrown;
  });
  const evaluations = views.map((view) => {
    const { handle: _, dataset: __, durationMs: ___, ...shown } = view;
    return shown;
  });
  const lines = json
    ? [JSON.stringify({ evaluations, comparison }, null, 2)]
    : comparisonLines(language, data, views, comparison, basename);
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const line of [...assumptionLines(language, data), ...warningLines(language, data)]) say(line);
  return 0;
}

/** Writes a report of the data, the model and what its features are worth beside simpler ways. */
async function report(command: Command & { name: 'report' }): Promise<number> {
  const { job, entrants, spec, output, into, kernel, memory } = command;
  const engine = engineAt(process.cwd());
  await engine.useKernel(kernel);
  await engine.useTableMemory(memory);
  const data = await engine.openDataset(CALL, job.dataset);
  const done = (view: EvaluationView) => {
    endProgress();
    say(doneLine(language, view, basename));
  };
  const made = (await judge(engine, CALL, data.handle, entrants, spec, done)).views.map(({ handle }) => handle);
  const { files } = await engine.writeReport(CALL, data.handle, job.model, job.features, made, output, into);
  endProgress();
  for (const line of [...assumptionLines(language, data), ...warningLines(language, data), files[0]]) say(line);
  return 0;
}

/** Writes a model for other programs and, where that is asked for, prints the Python that loads it. */
async function exportModel(command: Command & { name: 'export-model' }): Promise<number> {
  const { model, sizes, features, output, snippet, kernel } = command;
  const engine = engineAt(process.cwd());
  await engine.useKernel(kernel);
  const report = await engine.exportModel(CALL, model, sizes, features, output);
  endProgress();
  if (snippet) process.stdout.write(report.snippet);
  say(translate(language, 'cli.model.exported', { file: report.files[0], checksum: report.checksum }));
  return 0;
}

/** Prints what this machine can compute with. */
async function listKernels(json: boolean): Promise<number> {
  const engine = engineAt(process.cwd());
  const kernels = await engine.kernels();
  const { cores } = await engine.engineInfo();
  const shown = { kernels, cores, defaultThreads: defaultThreads(cores.physical) };
  process.stdout.write(
    json ? `${JSON.stringify(shown, null, 2)}\n` : `${kernelLines(language, kernels, cores).join('\n')}\n`,
  );
  return 0;
}

/** What a job is done with, which changes nothing of its results. */
interface Means {
  kernel: KernelSpec;
  memory: TableMemory;
}

/** What was assumed is said at the end, so that a fault is one line by itself. */
async function runJob(job: Job, folder: string, { kernel, memory }: Means): Promise<number> {
  const notes: string[] = [];
  const engine = engineAt(folder);
  await engine.useKernel(kernel);
  await engine.useTableMemory(memory);
  const reports = await engine.runJob(CALL, job, (view) => {
    notes.push(...assumptionLines(language, view), ...warningLines(language, view));
    const fitted = { kind: view.spec.scaling, file: view.train?.fileName ?? view.name };
    if (view.spec.scaling !== 'none') notes.push(translate(language, 'cli.scaled', fitted));
    if (job.task === 'convert') {
      // What is written as Parquet keeps its float64.
      if (targetOf(job.output.file) !== 'parquet') notes.push(translate(language, 'cli.float32'));
    } else if (job.model.kind === 'random') notes.push(translate(language, 'cli.untrained'));
  });
  endProgress();
  const warned = reports.flatMap(({ warnings = [] }) => warnings.map((warning) => warningLine(language, warning)));
  for (const line of [...notes, ...warned, ...reports.map(wroteLine)]) say(line);
  return 0;
}

/** An engine whose file references are paths relative to `folder`. */
function engineAt(folder: string): Engine {
  const events: EngineEvents = {
    progress(_, progress) {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${progressLine(language, progress)}`);
    },
  };
  const host = nodeHost({
    resolve: (file) => resolve(folder, file),
    sampleFolder: SAMPLES,
    kernelFolder: KERNELS,
    version,
  });
  const engine = createEngine(host, events);
  process.once('SIGINT', () => void engine.cancel(CALL));
  return engine;
}

function readJob(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((thrown: unknown) => {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
    if (code === 'ENOENT') throw new WorkbenchError('file/not-found', { file: basename(path) });
    throw new WorkbenchError('file/unreadable', { file: basename(path), reason: code });
  });
}

function errorLine(into: Language, payload: ErrorPayload): string {
  const { what, cure } = explain(into, payload);
  return translate(into, 'cli.error', { what, cure }).replaceAll(/\s*\n\s*/g, ' ');
}

function wroteLine({ files, rows }: ExportReport): string {
  return translate(language, 'cli.wrote', { file: files[0], rows });
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
