/** Puts the series of a run into the plane by their features, and tells how far that can be trusted. */

import { WorkbenchError } from '../contract/errors';
import {
  MOST_PROJECTED,
  PROJECTION_LIMITS,
  type ProjectionFrame,
  type ProjectionQuery,
  type ProjectionSpec,
  type ProjectionView,
} from '../contract/projection';
import { LIMITS } from '../contract/specs';
import { fitStandard } from '../evaluation/classifiers/standardise';
import { standardised } from '../evaluation/classifiers/standardised';
import { principalComponents } from '../evaluation/principal-components';
import { squaredDistances } from '../evaluation/projection/distances';
import { silhouette, squareIn, TRUSTED_NEIGHBOURS, trustworthiness } from '../evaluation/projection/figures';
import { type Layout, startLayout } from '../evaluation/projection/layout';
import { tsne } from '../evaluation/projection/tsne';
import { umap } from '../evaluation/projection/umap';
import { type RandomSource, shuffle } from '../evaluation/random-source';
import { seededRandom } from '../lstm/random';
import { truthOf } from './evaluation-truth';
import { chosenColumns, selectPart } from './features-view';
import type { Run } from './runs';
import type { Task } from './task';

/** Spread at the start: so small for t-SNE that its first steps are all pull; for UMAP as in umap-learn about. */
const START = { tsne: 1e-4, umap: 5 };
/** Shortest time between two frames, in milliseconds. */
const FRAME_MS = 100;
/** Shares of the work that distances take, and that the layout has been brought to its end at. */
const SHARES = { distances: 0.25, layout: 0.95 };

/**
 * Columns are standardised over the training part, and all rows are laid out together. `frame` is called some ten times a
 * second while that goes on.
 * @throws features/*, evaluation/out-of-range, engine/cancelled
 */
export async function projectionView(
  run: Run,
  query: ProjectionQuery,
  now: () => number,
  frame: (frame: ProjectionFrame) => void,
  task: Task,
): Promise<ProjectionView> {
  const { features, projection } = query;
  checkProjection(projection);
  const columns = chosenColumns(run, features);
  const train = selectPart(run, 'train', columns);
  const test = selectPart(run, 'test', columns);
  const values = new Float32Array(train.length + test.length);
  values.set(train);
  values.set(test, train.length);
  const total = columns.length === 0 ? 0 : values.length / columns.length;
  const random = seededRandom(projection.kind === 'pca' ? 0 : projection.seed);
  const rows = sampled(total, MOST_PROJECTED[projection.kind], random);
  const n = rows.length;
  task.begin('evaluating', 100, 'fits');
  const reach = (share: number) => task.reach(Math.floor(100 * share), share);

  const { scores } = principalComponents(values, columns.length, run.view.seriesCount.train);
  const components = Float64Array.from({ length: 2 * n }, (_, at) => scores[2 * rows[at >> 1] + (at & 1)]);
  const standard = await task.driveUncounted(
    fitStandard({ values: train, rows: run.view.seriesCount.train, columns: columns.length }),
  );
  const table = await task.driveUncounted(
    standardised({ values: pickRows(values, columns.length, rows), rows: n, columns: columns.length }, standard),
  );
  const squares = await task.drive(squaredDistances(table.x, n, table.width), (share) =>
    reach(SHARES.distances * share),
  );

  const layout = projection.kind === 'pca' ? components : startLayout(components, START[projection.kind], random);
  let sentMs = Number.NEGATIVE_INFINITY;
  await task.drive(layoutWork(projection, squares, n, layout, random), async (share) => {
    if (now() - sentMs >= FRAME_MS) {
      sentMs = now();
      frame({ rows, layout: Float32Array.from(layout) });
    }
    await reach(SHARES.distances + (SHARES.layout - SHARES.distances) * share);
  });
  return {
    query,
    rows,
    total,
    layout: Float32Array.from(layout),
    trustworthiness: await task.driveUncounted(trustworthiness(squares, layout, n)),
    neighbours: TRUSTED_NEIGHBOURS,
    silhouette: await silhouettes(run, rows, squares, layout, task),
  };
}

function layoutWork(
  projection: ProjectionSpec,
  squares: Float32Array,
  n: number,
  layout: Layout,
  random: RandomSource,
): Generator<number, void> {
  switch (projection.kind) {
    case 'pca':
      return nothing();
    case 'tsne':
      return tsne(squares, n, projection.perplexity, layout);
    case 'umap':
      return umap(squares, n, projection.neighbours, layout, random);
  }
}

// oxlint-disable-next-line require-yield
function* nothing(): Generator<number, void> {}

async function silhouettes(
  run: Run,
  rows: Int32Array,
  squares: Float32Array,
  layout: Layout,
  task: Task,
): Promise<ProjectionView['silhouette']> {
  const truth = truthOf(run.dataset);
  if (truth.kind === 'numbers') return null;
  const trainRows = run.view.seriesCount.train;
  const classes = Int32Array.from(rows, (row) =>
    row < trainRows ? truth.of.train[row] : truth.of.test[row - trainRows],
  );
  const n = rows.length;
  const over = (distance: (i: number, j: number) => number) =>
    task.driveUncounted(silhouette(distance, classes, truth.labels.length));
  const inLayout = await over((i, j) => Math.sqrt(squareIn(layout, i, j)));
  const inFeatures = await over((i, j) => Math.sqrt(squares[i * n + j]));
  return inLayout === null || inFeatures === null ? null : { layout: inLayout, features: inFeatures };
}

/** All rows, or as many as may be, drawn from them; ascending. */
function sampled(total: number, most: number, random: RandomSource): Int32Array {
  const rows = Int32Array.from({ length: total }, (_, row) => row);
  if (total <= most) return rows;
  shuffle(rows, random, most);
  return rows.slice(0, most).sort();
}

function pickRows(values: Float32Array, columns: number, rows: Int32Array): Float32Array {
  const made = new Float32Array(rows.length * columns);
  for (const [at, row] of rows.entries()) made.set(values.subarray(row * columns, (row + 1) * columns), at * columns);
  return made;
}

/** @throws evaluation/out-of-range */
function checkProjection(projection: ProjectionSpec): void {
  if (projection.kind === 'pca') return;
  const [name, value, whole] =
    projection.kind === 'umap'
      ? (['neighbours', projection.neighbours, true] as const)
      : (['perplexity', projection.perplexity, false] as const);
  for (const [setting, given, { min, max }, isWhole] of [
    [name, value, PROJECTION_LIMITS[name], whole],
    ['seed', projection.seed, LIMITS.seed, true],
  ] as const) {
    if (given >= min && given <= max && (!isWhole || Number.isInteger(given))) continue;
    throw new WorkbenchError('evaluation/out-of-range', { name: setting, value: given, min, max });
  }
}
