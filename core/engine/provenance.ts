/** What stands beside every export: enough to make the same bytes again, and nothing else that differs between machines. */

import type { EvaluationSpec } from '../contract/evaluation';
import type { DatasetSpec, FeaturesSpec, ModelSpec } from '../contract/specs';
import type { FeatureTarget, SeriesTarget } from '../contract/targets';
import type { ClipView, Part, PartView, ScalerView, Understood } from '../contract/views';
import type { Kernel } from '../lstm/kernel';
import { parameterCount } from '../lstm/count';
import type { DirectionWeights, StackWeights } from '../lstm/stack';
import { scalerOf, type Dataset } from './datasets';
import type { EngineHost, WrittenFile } from './host';
import { describeKernel } from './kernel-view';
import type { Prepared } from './runs';

/** What was exported, in the terms of a job file. */
export type ExportTask =
  | { task: 'features'; part: Part; format: FeatureTarget; features: FeaturesSpec }
  | { task: 'convert'; part: Part; format: SeriesTarget }
  | { task: 'gates'; part: Part; gates: { sequence: string | null } }
  | { task: 'chart' }
  | { task: 'report'; features: FeaturesSpec; evaluations: { entrant: unknown; spec: EvaluationSpec }[] };

export interface Provenance {
  workbench: string;
  /** As `native avx512, 1 thread`: the same kernel gives the same bytes, with any number of threads. */
  kernel: string | null;
  export: ExportTask;
  dataset: DatasetSpec;
  understood: Understood;
  /** `rows` are all rows of the file, `rejected` those of them that were left out. */
  files: (Pick<PartView, 'fileName' | 'sha256' | 'rows' | 'seriesCount'> & { rejected: number })[];
  /** Left out where nothing is clipped; a channel without bounds has null for them. */
  clip?: ClipView;
  scaler: ScalerView;
  model: ModelSpec | null;
  weights: { parameters: number; sha256: string; fileSha256: string | null } | null;
  output: { rows: number | null; bytes: number; sha256: string };
}

/** File references become base names: a grant or a folder means nothing on another machine. */
export function provenanceOf(
  host: EngineHost,
  /** Null where nothing was computed. */
  kernel: Kernel | null,
  dataset: Dataset,
  run: Prepared | null,
  task: ExportTask,
  written: WrittenFile,
  rows: number | null,
): Provenance {
  const output = { rows, bytes: written.bytes, sha256: written.sha256 };
  return { ...originOf(host, kernel, dataset, run, task), output };
}

/** The same of what is not written yet. */
export function originOf(
  host: EngineHost,
  kernel: Kernel | null,
  dataset: Dataset,
  run: Prepared | null,
  task: ExportTask,
): Omit<Provenance, 'output'> {
  const { view } = dataset;
  return {
    workbench: host.version,
    kernel: run === null || kernel === null ? null : describeKernel(kernel, run.model.weights.config.layers),
    export: task,
    dataset: { ...view.spec, source: namedSource(view) },
    understood: view.understood,
    files: (['train', 'test'] as const).flatMap((part) => {
      const shown = view[part];
      if (shown === null) return [];
      const { fileName, sha256, seriesCount } = shown;
      return [{ fileName, sha256, rows: shown.rows, rejected: view.rows[part]?.rejected ?? 0, seriesCount }];
    }),
    ...(view.clip === undefined ? {} : { clip: view.clip }),
    scaler: scalerOf(dataset),
    model:
      run === null
        ? null
        : run.model.spec.kind === 'file'
          ? { ...run.model.spec, file: run.model.fileName ?? '' }
          : run.model.spec,
    weights:
      run === null
        ? null
        : {
            parameters: parameterCount(run.model.weights),
            sha256: weightsHash(host, run.model.weights),
            fileSha256: run.model.fileHash,
          },
  };
}

/**
 * SHA-256 over all weights of the recurrent layers as little-endian float32, direction by direction in the order W, R,
 * b_ih, b_hh and, where there are such, projection, peepholes, recurrence of the gates, normalisations, initial states.
 */
export function weightsHash(host: EngineHost, weights: StackWeights): string {
  const arrays = weights.directions.flatMap(arraysOf);
  const total = arrays.reduce((sum, array) => sum + array.length, 0);
  const bytes = new DataView(new ArrayBuffer(4 * total));
  let at = 0;
  for (const array of arrays) for (const value of array) bytes.setFloat32(4 * at++, value, true);
  return host.sha256(new Uint8Array(bytes.buffer));
}

function arraysOf({
  wIh,
  wHh,
  bIh,
  bHh,
  wHr,
  peepholes,
  gateRecurrence,
  norm,
  initial,
}: DirectionWeights): Float32Array[] {
  const others = [wHr, peepholes, gateRecurrence].filter((array) => array !== null);
  const norms = norm === null ? [] : [norm.gainIh, norm.shiftIh, norm.gainHh, norm.shiftHh, norm.gainC, norm.shiftC];
  return [wIh, wHh, bIh, bHh, ...others, ...norms, ...(initial === null ? [] : [initial.h, initial.c])];
}

function namedSource(view: Dataset['view']): DatasetSpec['source'] {
  const { source } = view.spec;
  if (source.kind === 'folder') {
    const { test } = view.folder ?? {};
    return { ...source, folder: view.name, ...(test === undefined ? {} : { test }) };
  }
  if (source.kind !== 'file') return source;
  return {
    kind: 'file',
    file: view.train?.fileName ?? view.name,
    test: view.test === null || view.understood.split !== undefined ? 'none' : { file: view.test.fileName },
  };
}
