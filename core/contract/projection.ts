/** Series as points in the plane, by their features: what the window asks and what the engine answers. */

import type { FeaturesSpec } from './specs';

export const PROJECTIONS = ['pca', 'umap', 'tsne'] as const;
export type ProjectionKind = (typeof PROJECTIONS)[number];

export type ProjectionSpec =
  | { kind: 'pca' }
  /** Neighbours count the series itself. */
  | { kind: 'umap'; neighbours: number; seed: number }
  | { kind: 'tsne'; perplexity: number; seed: number };

export const PROJECTION_LIMITS = {
  neighbours: { min: 2, max: 200 },
  perplexity: { min: 2, max: 200 },
} as const;

/** Series at most; of more a seeded sample is taken. Distances between all of them are held. */
export const MOST_PROJECTED = { pca: 2000, umap: 3000, tsne: 2000 } as const satisfies Record<ProjectionKind, number>;

export interface ProjectionQuery {
  features: FeaturesSpec;
  projection: ProjectionSpec;
}

/** Where the series stand so far; sent some times a second. */
export interface ProjectionFrame {
  /** Among all series, training part first, ascending. */
  rows: Int32Array; // [n]
  layout: Float32Array; // [n, 2]
}

export interface ProjectionView extends ProjectionFrame {
  query: ProjectionQuery;
  /** Series that there are. */
  total: number;
  /** How far neighbours in the plane are neighbours by their features, 1 for all; null where series are too few. */
  trustworthiness: number | null;
  /** Neighbours that this is told of. */
  neighbours: number;
  /** How well the labels are kept apart, from -1 to 1; null without two classes. */
  silhouette: { layout: number; features: number } | null;
}
