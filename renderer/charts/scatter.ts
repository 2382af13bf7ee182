/** The scatter of the first two principal components: a colour and a shape for each label, filled for training, hollow for test. */

import type { ChartOption } from './Chart.vue';
import type { Part, Scatter, ScatterPoint } from '../../core/contract/views';
import type { Ink } from './ink';
import { seriesColour } from './ink';
import { compact } from './numbers';

const SHAPES = ['circle', 'triangle', 'rect', 'diamond'] as const;

export interface ScatterWords {
  /** Name of an axis with the share of variance that it explains, e.g. `PC 1 · 43 %`. */
  axis(component: 1 | 2, share: number): string;
  /** What is said of a point that the mouse is on. */
  tip(point: ScatterPoint): string;
}

/** Points of one label and part, in the data's order; `indices` are their places in `Scatter.points`. */
export interface ScatterGroup {
  label: string | null;
  part: Part;
  /** The label's place in the legend, which chooses colour and shape. */
  place: number;
  indices: number[];
}

/** Labels in the order of first appearance, training part first. */
export function labelsOf(points: readonly ScatterPoint[]): (string | null)[] {
  return [...new Set([...points.filter((p) => p.series.part === 'train'), ...points].map((point) => point.label))];
}

/** Splits the points by label and part; the labels' places are those in `labels`. */
export function groupPoints(
  points: readonly ScatterPoint[],
  labels: readonly (string | null)[] = labelsOf(points),
): ScatterGroup[] {
  const places = new Map(labels.map((label, place) => [label, place]));
  const groups = new Map<string, ScatterGroup>();
  for (const [index, point] of points.entries()) {
    const place = places.get(point.label) ?? labels.length;
    const key = `${place} ${point.series.part}`;
    const group = groups.get(key) ?? { label: point.label, part: point.series.part, place, indices: [] };
    group.indices.push(index);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) => a.place - b.place || (a.part === b.part ? 0 : a.part === 'train' ? -1 : 1),
  );
}

/** The symbol of a label; colours repeat after eight labels, and by then the shape has changed. */
export function shapeOf(place: number): (typeof SHAPES)[number] {
  return SHAPES[(place + Math.floor(place / 8)) % SHAPES.length];
}

export interface ScatterRequest {
  scatter: Scatter;
  /** In the order of the legend; by default that of first appearance. */
  labels?: readonly (string | null)[];
  /** Labels switched off in the legend. */
  hidden: ReadonlySet<string | null>;
  /** A colour for each point in place of its label's: labels are told apart no longer. */
  tint?: (index: number) => string;
  /** Index of the point that carries the selection; null for none. */
  chosen: number | null;
  words: ScatterWords;
  ink: Ink;
}

/** Every datum is `[x, y, index in Scatter.points]`. */
export function scatterOption({ scatter, labels, hidden, tint, chosen, words, ink }: ScatterRequest): ChartOption {
  const grouped = tint === undefined ? scatter.points : scatter.points.map((point) => ({ ...point, label: null }));
  const shown = groupPoints(grouped, tint === undefined ? labels : [null]).filter((group) => !hidden.has(group.label));
  const datum = (index: number, { part }: ScatterGroup) => {
    const value = [scatter.points[index].x, scatter.points[index].y, index];
    if (tint === undefined) return value;
    return { value, itemStyle: part === 'train' ? { color: tint(index) } : { borderColor: tint(index) } };
  };
  const size = scatter.points.length > 2000 ? 4 : scatter.points.length > 400 ? 6 : 8;
  const axis = (component: 1 | 2) => ({
    type: 'value' as const,
    scale: true,
    name: words.axis(component, scatter.explained[component - 1]),
    nameLocation: 'middle' as const,
    nameGap: component === 1 ? 24 : 34,
    nameTextStyle: { color: ink.muted, fontSize: 11, fontFamily: ink.font },
    axisLine: { show: true, onZero: false, lineStyle: { color: ink.lineStrong } },
    axisTick: { show: true, length: 4, lineStyle: { color: ink.lineStrong } },
    axisLabel: { color: ink.muted, fontSize: 10, fontFamily: ink.font, formatter: (value: number) => compact(value) },
    splitLine: { show: true, lineStyle: { color: ink.line, width: 1 } },
  });
  const point = chosen === null ? null : scatter.points[chosen];
  return {
    animation: false,
    tooltip: {
      trigger: 'item',
      formatter: (item: unknown) => {
        const index = Number((item as { value: number[] }).value[2]);
        return words.tip(scatter.points[index]);
      },
    },
    grid: { left: 52, right: 16, top: 14, bottom: 44 },
    xAxis: axis(1),
    yAxis: axis(2),
    series: [
      ...shown.map((group) => ({
        type: 'scatter' as const,
        name: `${group.label ?? ''} ${group.part}`,
        symbol: shapeOf(group.place),
        symbolSize: group.part === 'train' ? size : size + 1,
        data: group.indices.map((index) => datum(index, group)),
        itemStyle:
          group.part === 'train'
            ? { color: seriesColour(ink, group.place), opacity: 0.85, borderColor: ink.surface, borderWidth: 0.5 }
            : { color: 'transparent', borderColor: seriesColour(ink, group.place), borderWidth: 1.5 },
        cursor: 'pointer',
      })),
      ...(point === null || point === undefined || hidden.has(point.label)
        ? []
        : [
            {
              type: 'scatter' as const,
              name: 'chosen',
              symbol: 'circle',
              symbolSize: size + 10,
              silent: true,
              data: [[point.x, point.y, chosen]],
              itemStyle: { color: 'transparent', borderColor: ink.text, borderWidth: 1.5 },
            },
          ]),
    ],
  };
}
