/** The geometry of the network's drawing: layers and directions from the sequence down to its features. */

import type { Direction, LayerView, ModelView } from '../../../core/contract/views';
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
  /** Where a layer's output leaves: both directions joined, or the one passed on. */
  joints: { layer: number; x: number; y: number; joins: Joining | null; pooled: boolean }[];
  wires: { path: string; arrow: boolean; kind: 'states' | 'pooled' }[];
  /** Shapes beside the wires between layers. */
  shapes: StackLabel[];
  pooling: { x: number; y: number; width: number; height: number; count: number };
  features: { x: number; y: number; width: number; height: number; shape: string };
}

const boxWidth = 172;
const boxHeight = 80;
const gap = 16;
const pitch = 150;
const centre = boxWidth + gap / 2;
const firstTop = 74;
const poolX = 412;
const poolWidth = 150;

/** Lays out `view` top to bottom for the chosen poolings and layers; an unknown channel count is written as I. */
export function stackDrawing(view: Pick<ModelView, 'input' | 'stack' | 'shapes'>, spec: FeaturesSpec): StackDrawing {
  const { stack, shapes } = view;
  const channels = view.input === null ? 'I' : String(view.input);
  const pooled = pooledLayers(stack.length, spec);

  const drawing: StackDrawing = {
    width: poolX + poolWidth,
    height: 0,
    sequence: { x: centre - 62, y: 4, width: 124, height: 40, shape: `[T, ${channels}]` },
    boxes: [],
    joints: [],
    wires: [],
    shapes: [],
    pooling: { x: poolX, y: 0, width: poolWidth, height: 0, count: spec.poolings.length },
    features: { x: poolX, y: 0, width: poolWidth, height: 40, shape: `[${featureCount(view, spec)}]` },
  };

  for (const [layer, { direction, merge, output }] of stack.entries()) {
    const both = direction === 'both';
    const left = both ? 0 : centre - boxWidth / 2;
    const top = firstTop + layer * pitch;
    const jointY = top + boxHeight + 24;
    const from = layer === 0 ? 44 : top - pitch + boxHeight + 24 + 10;
    const mine = shapes.filter((shape) => shape.layer === layer);
    for (const [column, shape] of mine.entries()) {
      const x = left + column * (boxWidth + gap);
      const middle = x + boxWidth / 2;
      const input = layer === 0 && view.input === null ? channels : String(shape.input);
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
      const split = top - 14;
      drawing.wires.push({
        path: both ? `M${centre} ${from} V${split} H${middle} V${top}` : `M${centre} ${from} V${top}`,
        arrow: true,
        kind: 'states',
      });
      drawing.wires.push({
        path: both
          ? `M${middle} ${top + boxHeight} V${jointY} H${centre + (column === 0 ? -10 : 10)}`
          : `M${centre} ${top + boxHeight} V${jointY - 10}`,
        arrow: both,
        kind: 'states',
      });
    }
    drawing.joints.push({ layer, x: centre, y: jointY, joins: both ? merge : null, pooled: pooled.includes(layer) });
    if (layer + 1 < stack.length) drawing.shapes.push({ text: `[T, ${output}]`, x: centre - 8, y: jointY + 25 });
    if (pooled.includes(layer)) {
      // Leaves below the joint, so that it never runs over the backward direction's wire.
      const y = jointY + (both ? 16 : 0);
      drawing.wires.push({
        path: both ? `M${centre} ${jointY + 10} V${y} H${poolX}` : `M${centre + 10} ${y} H${poolX}`,
        arrow: true,
        kind: 'pooled',
      });
    }
  }

  const last = firstTop + (Math.max(1, stack.length) - 1) * pitch + boxHeight + 24;
  drawing.pooling.y = firstTop;
  drawing.pooling.height = last + 30 - firstTop;
  drawing.features.y = last + 30 + 26;
  drawing.wires.push({
    path: `M${poolX + poolWidth / 2} ${last + 30} V${drawing.features.y}`,
    arrow: true,
    kind: 'pooled',
  });
  drawing.height = drawing.features.y + drawing.features.height + 4;
  return drawing;
}
