/** The geometry of the network's drawing: what is done to a series from top to bottom, down to features and head. */

import type { Direction, HeadView, LayerView, MapView, ModelView } from '../../../core/contract/views';
import type { FeaturesSpec } from '../../../core/contract/specs';
import { featureCount, pooledLayers } from './model-facts';

export interface StackBox {
  layer: number;
  direction: Direction;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Shapes of this box's sequences and weights, e.g. `[T, 1] → [T, 128]`. */
  flow: string;
  w: string;
  r: string;
}

/** How the two directions of a layer are made one. */
export type Joining = LayerView['merge'];

/** Maps that follow one another: before a layer, or of the head. */
export interface MapBox {
  /** The layer that they stand before; null for the head. */
  layer: number | null;
  x: number;
  y: number;
  width: number;
  height: number;
  maps: MapView[];
  /** How many there are beside `maps`. */
  more: number;
}

/** Text that ends at (x, y). */
export interface StackLabel {
  text: string;
  x: number;
  y: number;
}

export interface StackDrawing {
  width: number;
  height: number;
  sequence: { x: number; y: number; width: number; height: number; shape: string };
  boxes: StackBox[];
  maps: MapBox[];
  /** Where a layer's states leave: both directions joined, or the one passed on. */
  joints: { layer: number; x: number; y: number; joins: Joining | null; pooled: boolean }[];
  /** Where a layer's input is added to its output. */
  sums: { layer: number; x: number; y: number }[];
  wires: { path: string; arrow: boolean; kind: 'states' | 'pooled' }[];
  /** Shapes beside the wires between layers. */
  shapes: StackLabel[];
  pooling: { x: number; y: number; width: number; height: number; count: number };
  features: { x: number; y: number; width: number; height: number; shape: string };
  /** What the head gives; null without one. */
  outputs: { x: number; y: number; width: number; height: number; shape: string } | null;
}

const boxWidth = 172;
const boxHeight = 80;
const gap = 16;
const radius = 10;
const poolWidth = 150;
/** Of a box of maps: its title, and each of its lines. */
const titleHeight = 28;
const lineHeight = 15;
const mostLines = 4;
/** What an input that is added to an output needs beside the boxes. */
const bypass = 20;

/** Lays out `view` top to bottom for the chosen poolings and layers; an unknown channel count is written as I. */
export function stackDrawing(
  view: Pick<ModelView, 'input' | 'stack' | 'shapes' | 'head'>,
  spec: FeaturesSpec,
): StackDrawing {
  const { stack, shapes, head } = view;
  const channels = view.input === null ? 'I' : String(view.input);
  const pooled = pooledLayers(stack.length, spec);
  const margin = stack.some(({ residual }) => residual) ? bypass : 0;
  const centre = margin + boxWidth + gap / 2;
  const poolX = margin + 412;
  const sequence = { x: centre - 62, y: 4, width: 124, height: 40, shape: `[T, ${channels}]` };
  const drawing: StackDrawing = {
    width: poolX + poolWidth + 1,
    height: 0,
    sequence,
    boxes: [],
    maps: [],
    joints: [],
    sums: [],
    wires: [],
    shapes: [],
    pooling: { x: poolX, y: 0, width: poolWidth, height: 0, count: spec.poolings.length },
    features: { x: poolX, y: 0, width: poolWidth, height: 40, shape: `[${featureCount(view, spec)}]` },
    outputs: null,
  };

  /** Maps under a wire that comes from `from`; where the wire goes on from. */
  function addMaps(layer: number | null, maps: readonly MapView[], from: number): number {
    const lines = Math.min(maps.length, mostLines);
    const more = maps.length - lines;
    const y = from + 26;
    const height = titleHeight + lineHeight * (lines + (more > 0 ? 1 : 0));
    drawing.wires.push({ path: `M${centre} ${from} V${y}`, arrow: true, kind: 'states' });
    drawing.maps.push({
      layer,
      x: centre - boxWidth / 2,
      y,
      width: boxWidth,
      height,
      maps: maps.slice(0, lines),
      more,
    });
    return y + height;
  }

  /** A layer under a wire that comes from `from`; where its output leaves. */
  function addLayer(layer: number, { direction, merge, residual }: LayerView, from: number): number {
    const both = direction === 'both';
    const top = from + (layer === 0 ? 30 : 36);
    const left = both ? margin : centre - boxWidth / 2;
    const jointY = top + boxHeight + 24;
    for (const [column, shape] of shapes.filter((shape) => shape.layer === layer).entries()) {
      const x = left + column * (boxWidth + gap);
      const middle = x + boxWidth / 2;
      const input = layer === 0 && view.input === null && stack[0].before.length === 0 ? channels : String(shape.input);
      drawing.boxes.push({
        layer,
        direction: shape.direction,
        x,
        y: top,
        width: boxWidth,
        height: boxHeight,
        flow: `[T, ${input}] → [T, ${shape.output}]`,
        w: `[${shape.rows}, ${input}]`,
        r: `[${shape.rows}, ${shape.output}]`,
      });
      const into = both ? `M${centre} ${from} V${top - 14} H${middle} V${top}` : `M${centre} ${from} V${top}`;
      const out = both
        ? `M${middle} ${top + boxHeight} V${jointY} H${centre + (column === 0 ? -radius : radius)}`
        : `M${centre} ${top + boxHeight} V${jointY - radius}`;
      drawing.wires.push({ path: into, arrow: true, kind: 'states' }, { path: out, arrow: both, kind: 'states' });
    }
    const isPooled = pooled.includes(layer);
    drawing.joints.push({ layer, x: centre, y: jointY, joins: both ? merge : null, pooled: isPooled });
    if (isPooled) {
      // Leaves below the joint, so that it never runs over the backward direction's wire.
      const y = jointY + (both ? 16 : 0);
      const path = both ? `M${centre} ${jointY + radius} V${y} H${poolX}` : `M${centre + radius} ${y} H${poolX}`;
      drawing.wires.push({ path, arrow: true, kind: 'pooled' });
    }
    if (!residual) return jointY + radius;
    const sumY = jointY + 36;
    const around = `M${centre} ${top - 22} H${left - 12} V${sumY} H${centre - radius}`;
    drawing.sums.push({ layer, x: centre, y: sumY });
    drawing.wires.push(
      { path: around, arrow: true, kind: 'states' },
      { path: `M${centre} ${jointY + radius} V${sumY - radius}`, arrow: true, kind: 'states' },
    );
    return sumY + radius;
  }

  let y = sequence.y + sequence.height;
  for (const [layer, own] of stack.entries()) {
    if (own.before.length > 0) y = addMaps(layer, own.before, y);
    y = addLayer(layer, own, y);
    if (layer + 1 < stack.length) drawing.shapes.push({ text: `[T, ${own.output}]`, x: centre - 8, y: y + 15 });
  }
  // Beside an undrawn layer the pooling has the room of one.
  const last = stack.length === 0 ? y + 30 + boxHeight + 24 : y - radius;
  const { pooling, features } = drawing;
  pooling.y = drawing.boxes[0]?.y ?? y + 30;
  pooling.height = Math.max(last + 30 - pooling.y, titleHeight + lineHeight * spec.poolings.length);
  features.y = pooling.y + pooling.height + 26;
  const between = `M${poolX + poolWidth / 2} ${pooling.y + pooling.height} V${features.y}`;
  drawing.wires.push({ path: between, arrow: true, kind: 'pooled' });
  if (head !== null && stack.length > 0) y = addHead(head, y);
  drawing.height = Math.max(features.y + features.height, y) + 4;
  return drawing;

  /** Where the head ends. */
  function addHead({ maps, takes, outputs }: HeadView, from: number): number {
    const bottom = addMaps(null, maps, from);
    const top = bottom + 22;
    const shape = takes === 'every' ? `[T, ${outputs}]` : `[${outputs}]`;
    drawing.outputs = { ...sequence, y: top, shape };
    drawing.wires.push({ path: `M${centre} ${bottom} V${top}`, arrow: true, kind: 'states' });
    return top + sequence.height;
  }
}
