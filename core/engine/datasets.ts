/** Opens datasets: what was read is arranged, and prepared by what is fitted on the training part. */

import { toPayload, WorkbenchError } from '../contract/errors';
import type { DatasetSpec } from '../contract/specs';
import type {
  Assumption,
  DatasetHandle,
  DatasetView,
  Part,
  PartView,
  RowsView,
  ScalerView,
  Understood,
} from '../contract/views';
import type { QualityView } from '../contract/views-quality';
import { targetRange } from '../dataset/label-kind';
import { checkParts } from '../dataset/parts';
import type { AnyResult, RawTable, SeriesPart, StoredTable } from '../dataset/part';
import { type Pyramid, pyramidOf } from '../dataset/pyramid';
import { fitScaler } from '../dataset/scaling';
import { arrange, type Source } from './arrange';
import { fitParts } from './fitted-parts';
import type { EngineHost } from './host';
import { Opened, readSources } from './sources';
import type { Task } from './task';

/** One part with its values, and what makes of them those that the model sees. */
export interface LoadedPart {
  series: SeriesPart;
  scaler: ScalerView;
  /** Of the series' values; null where they are few. */
  pyramid: Pyramid | null;
  sha256: string;
  /** Seed of a permutation of the steps of every series, before the model sees them; absent: they stay in order. */
  shuffle?: number;
}

export interface Dataset {
  view: DatasetView;
  parts: Record<Part, LoadedPart | null>;
  tables: Record<Part, RawTable | StoredTable | null>;
  /** The series with their missing values, which `parts` has filled in. */
  read: Record<Part, SeriesPart | null>;
  /** Null until it is asked for. */
  quality: QualityView | null;
  /** Gives up the files that hold what is too large for memory. */
  close(): Promise<void>;
}

/**
 * Reads and prepares a dataset.
 * @throws what leaves nothing to show; what leaves the table to show is `view.problem`
 */
export async function openDataset(
  spec: DatasetSpec,
  handle: DatasetHandle,
  host: EngineHost,
  task: Task,
): Promise<Dataset> {
  const opened = new Opened();
  try {
    return await prepareDataset(spec, handle, host, task, opened);
  } catch (thrown) {
    await opened.close();
    throw thrown;
  }
}

async function prepareDataset(
  spec: DatasetSpec,
  handle: DatasetHandle,
  host: EngineHost,
  task: Task,
  opened: Opened,
): Promise<Dataset> {
  const { train, test, twinFound, folder } = await arrange(await readSources(spec, host, task, opened), spec, task);
  const { result } = train;
  const assumptions: Assumption[] = [...result.assumptions];
  if (twinFound) assumptions.push({ setting: 'test', reason: 'twin-found', params: { file: test?.fileName ?? '' } });
  const view: DatasetView = {
    handle,
    name: nameOf(spec, train.fileName, folder),
    spec,
    understood: result.understood,
    assumptions,
    columns: result.columns,
    ...(result.inside === undefined ? {} : { inside: result.inside }),
    ...(folder === undefined ? {} : { folder: folder.view }),
    channels: result.series?.channels ?? [],
    rows: { train: rowsView(result), test: test === null ? null : rowsView(test.result) },
    train: result.series === null ? null : partView(train, result.series, result.understood),
    test: test === null || test.result.series === null ? null : partView(test, test.result.series, result.understood),
    scaler: null,
    problem: result.problem ?? test?.result.problem ?? null,
    warnings: [...result.warnings, ...(test?.result.warnings ?? [])],
  };
  const tables = { train: result.table, test: test?.result.table ?? null };
  const read = { train: result.series, test: test?.result.series ?? null };
  const none = { view, parts: { train: null, test: null }, tables, read, quality: null, close: () => opened.close() };
  if (view.problem !== null || result.series === null) return none;
  // Parts that were divided share their values.
  let built: Pyramid | null = null;
  const load = async ({ sha256 }: Source, series: SeriesPart, scaler: ScalerView): Promise<LoadedPart> => {
    const known = [series.pyramid, built].find((pyramid) => pyramid?.of === series.values) ?? null;
    built = known ?? (await task.driveUncounted(pyramidOf(series)));
    return { series, scaler, pyramid: built, sha256 };
  };
  try {
    const remarks = checkParts(result.series, read.test, result.understood.label ?? undefined);
    const fitted = await fitParts(result.series, read.test, spec, task);
    view.warnings.push(...fitted.warnings);
    if (result.understood.labelAs !== 'number') view.warnings.push(...remarks);
    const { scaler, clip } = fitted;
    const parts = {
      train: await load(train, fitted.train, scaler),
      test: test === null || fitted.test === null ? null : await load(test, fitted.test, scaler),
    };
    return { ...none, view: { ...view, scaler, ...(clip === null ? {} : { clip }) }, parts };
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && thrown.code === 'engine/cancelled') throw thrown;
    const refused = { ...view, problem: toPayload(thrown) };
    if (!isMissing(thrown)) return { ...none, view: refused };
    // What is there can be looked at all the same: charts leave gaps where values are missing.
    const scaler = await task.driveUncounted(fitScaler(spec.scaling, result.series));
    const parts = {
      train: await load(train, result.series, scaler),
      test: test === null || test.result.series === null ? null : await load(test, test.result.series, scaler),
    };
    return { ...none, view: refused, parts };
  }
}

function nameOf({ source }: DatasetSpec, fileName: string, folder: { name: string } | undefined): string {
  if (source.kind === 'sample') return source.id;
  return source.kind === 'synthetic' ? source.generator : (folder?.name ?? fileName);
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof WorkbenchError && thrown.code === 'data/not-finite';
}

function rowsView({ table, rejected }: AnyResult): RowsView {
  const { count, places } = rejected ?? { count: 0, places: [] };
  return { file: table.rowCount, kept: table.rowCount - count, rejected: count, places };
}

function partView(source: Source, series: SeriesPart, { labelAs }: Understood): PartView {
  const classes = new Map<string, number>();
  const target = labelAs === 'number' ? targetRange(series.labels) : null;
  for (const label of target === null ? series.labels : []) {
    if (label !== null) classes.set(label, (classes.get(label) ?? 0) + 1);
  }
  const sampling = series.cutFrom?.whole.survey?.sampling ?? null;
  let minLength = Number.POSITIVE_INFINITY;
  let maxLength = 0;
  for (const length of series.lengths) {
    minLength = Math.min(minLength, length);
    maxLength = Math.max(maxLength, length);
  }
  return {
    fileName: source.fileName,
    sha256: source.sha256,
    rows: series.rows,
    seriesCount: series.lengths.length,
    minLength: series.lengths.length === 0 ? 0 : minLength,
    maxLength,
    missing: series.missing,
    infinite: series.infinite,
    classes: [...classes].map(([label, count]) => ({ label, count })),
    ...(target === null ? {} : { target }),
    ...(sampling === null ? {} : { sampling }),
  };
}

/** What tells the series that the model sees from all others: the bytes read and what was made of them. */
export function identityOf({ view }: Dataset): unknown {
  const { missing, scaling, leaveOut = [], clip = 'none' } = view.spec;
  const before = [[...leaveOut].sort(), missing, clip, scaling];
  return [view.train?.sha256, view.test?.sha256, view.understood, ...before];
}

/** The scaler as provenance records it. */
export function scalerOf(dataset: Dataset): ScalerView {
  return dataset.view.scaler ?? { kind: 'none', channels: [] };
}
