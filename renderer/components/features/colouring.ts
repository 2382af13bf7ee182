/** By what points of the scatter are coloured, and where a projection puts them. */

import type { Prediction } from '../../../core/contract/evaluation';
import type { ProjectionFrame } from '../../../core/contract/projection';
import type { Part, ScatterPoint, SeriesRef } from '../../../core/contract/views';
import { inRanges } from '../../charts/number-ranges';
import { compact } from '../../charts/numbers';
import { labelsOf } from '../../charts/scatter';

export type Colouring = { by: 'label' | 'part' | 'prediction' | 'error' } | { by: 'feature'; name: string };
export type ColourBy = Colouring['by'];

/** A number of each point in the order of the points, NaN where one has none. */
export interface Tint {
  name: string;
  values: ArrayLike<number>;
}

export interface Coloured {
  /** Their labels are what they are coloured by. */
  points: ScatterPoint[];
  /** In the order of the legend. */
  labels: (string | null)[];
  /** Colours of a scale in place of those of labels. */
  tint: Tint | null;
}

/** @param rangeName null where labels are classes; names a range of numbers otherwise */
export function byLabel(points: ScatterPoint[], rangeName: ((low: string, high: string) => string) | null): Coloured {
  if (rangeName === null) return { points, labels: labelsOf(points), tint: null };
  const nameOf = (low: number, high: number): string =>
    low === high ? compact(low) : rangeName(compact(low), compact(high));
  return { ...inRanges(points, nameOf), tint: null };
}

export function byPart(points: ScatterPoint[], names: Record<Part, string>): Coloured {
  const named = points.map((point) => ({ ...point, label: names[point.series.part] }));
  return { points: named, labels: labelsOf(named), tint: null };
}

const keyOf = ({ part, index }: SeriesRef): string => `${part} ${index}`;

/** The predicted classes, each with the colour that it has as a label; series that none was predicted for have none. */
export function byPrediction(points: ScatterPoint[], predictions: readonly Prediction[]): Coloured {
  const told = new Map(predictions.map((prediction) => [keyOf(prediction.series), prediction.predicted]));
  const named = points.map((point) => ({ ...point, label: told.get(keyOf(point.series)) ?? null }));
  const known = labelsOf(points).filter((label) => label !== null);
  const others = labelsOf(named).filter((label) => label !== null && !known.includes(label));
  return { points: named, labels: [...known, ...others, null], tint: null };
}

export function byError(
  points: ScatterPoint[],
  predictions: readonly Prediction[],
  names: { right: string; missed: string },
): Coloured {
  const isRight = new Map(
    predictions.map(({ series, actual, predicted }) => [keyOf(series), actual === predicted] as const),
  );
  const named = points.map((point) => {
    const right = isRight.get(keyOf(point.series));
    return { ...point, label: right === undefined ? null : right ? names.right : names.missed };
  });
  return { points: named, labels: [names.right, names.missed, null], tint: null };
}

/** A number of each prediction, in the order of the points. */
export function numbersOf(
  points: readonly ScatterPoint[],
  predictions: readonly Prediction[],
  of: (prediction: Prediction) => number,
): Float64Array {
  const told = new Map(predictions.map((prediction) => [keyOf(prediction.series), of(prediction)]));
  return Float64Array.from(points, ({ series }) => told.get(keyOf(series)) ?? Number.NaN);
}

/** Labels stay, to be read beside the number. */
export function byNumber(points: ScatterPoint[], tint: Tint): Coloured {
  return { points, labels: [null], tint };
}

/** The points that a projection holds, where it puts them. */
export function placed({ points, labels, tint }: Coloured, { rows, layout }: ProjectionFrame): Coloured {
  const moved = Array.from(rows, (row, at) => ({ ...points[row], x: layout[2 * at], y: layout[2 * at + 1] }));
  const values = tint === null ? null : Float64Array.from(rows, (row) => tint.values[row]);
  return { points: moved, labels, tint: tint === null || values === null ? null : { name: tint.name, values } };
}

/** The least and the largest of the numbers that are there; null where none is. */
export function boundsOf(values: ArrayLike<number>): { low: number; high: number } | null {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at++) {
    if (!Number.isFinite(values[at])) continue;
    low = Math.min(low, values[at]);
    high = Math.max(high, values[at]);
  }
  return low > high ? null : { low, high };
}
