/** What the features of a run are worth one by one, which of them say the same, and how one is spread. */

import { WorkbenchError } from '../contract/errors';
import {
  type CorrelationsView,
  type FeatureSpread,
  type FeatureSpreadsView,
  MOST_CORRELATED,
  MOST_PERMUTED,
  RANKING_LIMITS,
  type RankingSpec,
  type RankingView,
} from '../contract/ranking';
import { type FeaturesSpec, LIMITS } from '../contract/specs';
import type { Part } from '../contract/views';
import { likeliest, type Table, type Target } from '../evaluation/classifiers/classifier';
import { fitStandard } from '../evaluation/classifiers/standardise';
import { fitRidge, ridgeSize } from '../evaluation/classifiers/ridge';
import { averageLinkage, correlationsOf, groupsOf } from '../evaluation/ranking/correlation';
import { distributionOf } from '../evaluation/ranking/distribution';
import { mutualInformation } from '../evaluation/ranking/mutual-information';
import { type Importance, permutationImportance } from '../evaluation/ranking/permutation';
import { discoveryRates, varianceRatios } from '../evaluation/ranking/variance-ratio';
import { seededRandom } from '../lstm/random';
import { checkLabels, fittingOf, labelledRows, type Truth, truthOf } from './evaluation-truth';
import { chosenColumns, selectPart } from './features-view';
import { PARTS, type Run } from './runs';
import type { Task } from './task';

/** Rows whose correlations are found at most; every second, third ... of more. */
const MOST_ROWS = 4000;
/** Bytes of the matrix that a fit makes at most. */
const MOST_FIT_BYTES = 2e8;
const BINS = 30;
/** Groups of equally many series that numbers to predict are seen in. */
const QUARTERS = 4;

/** @throws features/*, evaluation/no-label, evaluation/one-class, evaluation/out-of-range, engine/cancelled */
export async function rankingView(run: Run, spec: RankingSpec, task: Task): Promise<RankingView> {
  check('repeats', spec.repeats, RANKING_LIMITS.repeats);
  check('seed', spec.seed, LIMITS.seed);
  const truth = truthOf(run.dataset);
  checkLabels(run.dataset, truth, 'train');
  const rows = labelledRows(truth, 'train');
  const { target, classes } = fittingOf(truth, rows);
  const train = tableOf(run, spec.features, 'train', rows);
  task.begin('evaluating', 10, 'fits');
  const ratios = await task.drive(varianceRatios(train, target), () => task.reach(0));
  const q = discoveryRates(ratios.map(({ p }) => p));
  await task.reach(1);
  const information =
    target.kind === 'classes'
      ? await task.drive(mutualInformation(train, target.classes, target.count), () => task.reach(1))
      : null;
  await task.reach(3);
  const best = bestOf(
    ratios.map(({ f }) => f),
    MOST_PERMUTED,
  );
  const held = await importances(run, spec, { train, target, classes, truth, best }, task);
  const importance = new Map(held.importances.map((one) => [one.column, one]));
  return {
    spec,
    of: truth.kind,
    rows: rows.length,
    features: ratios.map(({ f, p }, j) => {
      const found = importance.get(j);
      return {
        f,
        p,
        q: q[j],
        information: information?.[j] ?? null,
        importance: found === undefined ? null : { mean: found.mean, deviation: found.deviation },
      };
    }),
    permuted: held.permuted,
    permutedMissing: held.missing,
  };
}

interface Fitted {
  train: Table;
  target: Target;
  /** The class of the truth of each class of the target. */
  classes: Int32Array | null;
  truth: Truth;
  best: number[];
}

async function importances(
  run: Run,
  spec: RankingSpec,
  { train, target, classes, truth, best }: Fitted,
  task: Task,
): Promise<{
  importances: Importance[];
  permuted: RankingView['permuted'];
  missing: RankingView['permutedMissing'];
}> {
  const rows = labelledRows(truth, 'test');
  if (rows.length === 0) return { importances: [], permuted: null, missing: 'no-test-part' };
  if (spec.repeats === 0) return { importances: [], permuted: null, missing: 'not-asked' };
  if (8 * ridgeSize(train.rows, train.columns) ** 2 > MOST_FIT_BYTES)
    return { importances: [], permuted: null, missing: 'too-large' };
  const held = tableOf(run, spec.features, 'test', rows);
  const fitted = await task.drive(fitRidge(train, target, spec.seed), () => task.reach(3));
  const steps = best.length * spec.repeats;
  let scored = 0;
  const score = function* (table: Table): Generator<void, number> {
    const scores = yield* fitted.scores(table);
    scored++;
    if (truth.kind === 'numbers') return r2(scores, rows, truth.of.test);
    const told = likeliest(scores, classes!.length);
    return told.filter((one, row) => classes![one] === truth.of.test[rows[row]]).length / rows.length;
  };
  const found = await task.drive(permutationImportance(held, best, spec.repeats, score, seededRandom(spec.seed)), () =>
    task.reach(3 + Math.floor((7 * scored) / (steps + 1)), 0.3 + (0.7 * scored) / (steps + 1)),
  );
  const measure = truth.kind === 'numbers' ? 'r2' : 'accuracy';
  return {
    importances: found.importances,
    permuted: { measure, score: found.score, rows: rows.length, columns: best.length },
    missing: null,
  };
}

/** 1 less the squared errors beside the squares about the mean. */
function r2(told: Float64Array, rows: Int32Array, actual: Float64Array): number {
  const mean = rows.reduce((sum, row) => sum + actual[row] / rows.length, 0);
  let [errors, squares] = [0, 0];
  for (const [at, row] of rows.entries()) {
    errors += (actual[row] - told[at]) ** 2;
    squares += (actual[row] - mean) ** 2;
  }
  return squares > 0 ? 1 - errors / squares : 0;
}

/** Joins columns by their correlation over the training part. @throws features/*, evaluation/out-of-range, engine/cancelled */
export async function correlationsView(
  run: Run,
  features: FeaturesSpec,
  threshold: number,
  task: Task,
): Promise<CorrelationsView> {
  check('threshold', threshold, RANKING_LIMITS.threshold, false);
  const truth = truthOf(run.dataset);
  const labelled = labelledRows(truth, 'train');
  const all = Int32Array.from({ length: run.view.seriesCount.train }, (_, row) => row);
  const rows = everyNth(all, MOST_ROWS);
  const table = tableOf(run, features, 'train', rows);
  task.begin('evaluating', 3, 'fits');
  const varying = await task.drive(varyingColumns(table), () => task.reach(0));
  let chosen = varying;
  if (varying.length > MOST_CORRELATED && labelled.length > 0) {
    const judged = tableOf(run, features, 'train', labelled);
    const ratios = await task.drive(varianceRatios(judged, fittingOf(truth, labelled).target), () => task.reach(0));
    chosen = bestOf(
      varying.map((j) => ratios[j].f),
      MOST_CORRELATED,
    ).map((place) => varying[place]);
  }
  chosen = chosen.slice(0, MOST_CORRELATED).toSorted((a, b) => a - b);
  await task.reach(1);
  const { columns, r } = await task.drive(correlationsOf(pickColumns(table, chosen)), () => task.reach(1));
  await task.reach(2);
  const m = columns.length;
  const joins = await task.drive(averageLinkage(r, m), () => task.reach(2));
  const { order, group } = groupsOf(joins, m, threshold);
  return {
    columns: Int32Array.from(order, (place) => chosen[columns[place]]),
    r: Float32Array.from({ length: m * m }, (_, at) => r[order[Math.floor(at / m)] * m + order[at % m]]),
    group,
    threshold,
    varying: varying.length,
    rows: rows.length,
  };
}

/** How one feature is spread. @throws features/*, evaluation/out-of-range for a column that is not there */
export function featureSpreads(run: Run, features: FeaturesSpec, column: number): FeatureSpreadsView {
  const values = featureValues(run, features, column);
  const truth = truthOf(run.dataset);
  const kinds = truth.kind === 'classes' ? truth.labels.length : QUARTERS;
  const edges = truth.kind === 'numbers' ? quarters(truth.of.train) : null;
  const none = kinds;
  const kindOf = (part: Part, row: number): number => {
    if (truth.kind === 'classes') return truth.of[part][row] < 0 ? none : truth.of[part][row];
    const value = truth.of[part][row];
    return Number.isNaN(value) || edges === null ? none : edges.slice(1, -1).filter((edge) => value > edge).length;
  };
  const group = Int32Array.from(
    PARTS.flatMap((part, at) =>
      Array.from({ length: run.view.seriesCount[part] }, (_, row) => at * (kinds + 1) + kindOf(part, row)),
    ),
  );
  const { low, high, groups } = distributionOf(Float64Array.from(values), group, 2 * (kinds + 1), BINS);
  const spreads = groups.flatMap((spread, at): FeatureSpread[] => {
    if (spread === null) return [];
    const kind = at % (kinds + 1);
    const label = truth.kind === 'classes' && kind < kinds ? truth.labels[kind] : null;
    const range = edges !== null && kind < kinds ? { from: edges[kind], to: edges[kind + 1] } : null;
    return [{ part: PARTS[Math.floor(at / (kinds + 1))], label, range, ...spread }];
  });
  return { column, low, high, spreads };
}

/** Least, quartiles and largest of the numbers that are there; null where none is. */
function quarters(numbers: Float64Array): number[] | null {
  const sorted = numbers.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return null;
  return Array.from({ length: QUARTERS + 1 }, (_, k) => sorted[Math.round((k * (sorted.length - 1)) / QUARTERS)]);
}

/** One feature of all series, training part first. @throws features/*, evaluation/out-of-range */
export function featureValues(run: Run, features: FeaturesSpec, column: number): Float32Array {
  const columns = chosenColumns(run, features);
  check('column', column, { min: 0, max: columns.length - 1 });
  const values = PARTS.map((part) => selectPart(run, part, [columns[column]]));
  const both = new Float32Array(values[0].length + values[1].length);
  both.set(values[0]);
  both.set(values[1], values[0].length);
  return both;
}

/** The chosen features of some series of a part. */
function tableOf(run: Run, features: FeaturesSpec, part: Part, rows: Int32Array): Table {
  const columns = chosenColumns(run, features).length;
  const all = selectPart(run, part, chosenColumns(run, features));
  if (rows.length * columns === all.length) return { values: all, rows: rows.length, columns };
  const values = new Float32Array(rows.length * columns);
  for (const [at, row] of rows.entries()) values.set(all.subarray(row * columns, (row + 1) * columns), at * columns);
  return { values, rows: rows.length, columns };
}

function pickColumns({ values, rows, columns }: Table, picked: readonly number[]): Table {
  const made = new Float32Array(rows * picked.length);
  for (let row = 0, at = 0; row < rows; row++) for (const j of picked) made[at++] = values[row * columns + j];
  return { values: made, rows, columns: picked.length };
}

function* varyingColumns(table: Table): Generator<void, number[]> {
  return [...(yield* fitStandard(table)).kept];
}

function everyNth(rows: Int32Array, most: number): Int32Array {
  const every = Math.ceil(rows.length / most);
  return every <= 1 ? rows : rows.filter((_, at) => at % every === 0);
}

/** The places of the largest F, the best first; those without F last. */
function bestOf(fs: readonly (number | null)[], most: number): number[] {
  const order = fs.map((f, at) => ({ f: f ?? -1, at }));
  return order
    .sort((a, b) => (a.f === b.f ? a.at - b.at : b.f - a.f))
    .slice(0, most)
    .map(({ at }) => at);
}

function check(name: string, value: number, { min, max }: { min: number; max: number }, whole = true): void {
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return;
  throw new WorkbenchError('evaluation/out-of-range', { name, value, min, max });
}
