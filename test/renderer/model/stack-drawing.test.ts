/** The network's drawing for every depth and direction: shapes right, nothing overlapping, nothing outside. */

import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES } from '../../../core/contract/specs';
import { shapesOf, stackView } from '../../../core/engine/model-view';
import { referenceKernel } from '../../../core/lstm/reference';
import { layerOf, type StackShape } from '../../../core/lstm/stack';
import type { StepMap } from '../../../core/lstm/step-map';
import { randomStack } from '../../helpers/stack-arbitrary';
import { layerViews, type PlainConfig, shapeOf } from '../../helpers/stacks';
import { stackDrawing } from '../../../renderer/components/model/stack-drawing';

const RELU: StepMap = { kind: 'activation', activation: { name: 'relu', alpha: null, beta: null } };
const cases = [1, 2, 3, 4].flatMap((layers) => [true, false].map((bidirectional) => ({ layers, bidirectional })));

const drawn = (config: PlainConfig) => ({
  input: config.input,
  stack: layerViews(config),
  shapes: shapesOf(shapeOf(config)),
  head: null,
});

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe.each(cases)('stackDrawing of $layers layers, bidirectional $bidirectional', ({ layers, bidirectional }) => {
  const drawing = stackDrawing(drawn({ input: 3, hidden: 128, layers, bidirectional, bias: true }), DEFAULT_FEATURES);

  it('has a box for each layer and direction, none over another', () => {
    const boxes: Rectangle[] = [drawing.sequence, ...drawing.boxes, drawing.pooling, drawing.features];
    expect(drawing.boxes).toHaveLength(layers * (bidirectional ? 2 : 1));
    for (const [n, box] of boxes.entries()) {
      for (const other of boxes.slice(n + 1)) expect(overlap(box, other)).toBe(false);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(drawing.width);
      expect(box.y + box.height).toBeLessThanOrEqual(drawing.height);
    }
  });

  it('feeds the layers above with the outputs of the one below, joined', () => {
    const above = bidirectional ? 256 : 128;
    for (const box of drawing.boxes) {
      const input = box.layer === 0 ? 3 : above;
      expect([box.flow, box.w, box.r]).toEqual([`[T, ${input}] → [T, 128]`, `[512, ${input}]`, '[512, 128]']);
    }
    expect(drawing.shapes.map(({ text }) => text)).toEqual(Array.from({ length: layers - 1 }, () => `[T, ${above}]`));
  });

  it('pools every layer', () => {
    expect(drawing.joints.every(({ pooled }) => pooled)).toBe(true);
    expect(drawing.features.shape).toBe(`[${layers * (bidirectional ? 2 : 1) * 128 * 5}]`);
  });
});

describe('stackDrawing', () => {
  it('draws wires to the pooling from the chosen layers only', () => {
    const model = { ...drawn({ input: 1, hidden: 8, layers: 3, bidirectional: true, bias: true }), input: null };
    const top = stackDrawing(model, { poolings: ['last'], layers: [2] });
    expect(top.joints.map(({ pooled }) => pooled)).toEqual([false, false, true]);
    expect(top.wires.filter(({ kind }) => kind === 'pooled')).toHaveLength(2);
    expect(top.features.shape).toBe('[16]');
    expect(top.sequence.shape).toBe('[T, I]');
    expect(top.boxes[0].w).toBe('[32, I]');
  });

  it.each([
    [false, 'forward' as const],
    [true, 'both' as const],
  ])('draws maps, added inputs and the head, none over another: both directions %s', (_, direction) => {
    const merge = 'sum' as const;
    const layers = [layerOf(4, { direction, merge }), layerOf(4, { direction, merge, residual: true })];
    const stack = randomStack(
      { input: 3, layers: layers.map((one) => ({ ...one, residual: false })) },
      { mapped: true },
    );
    const maps = [...randomStack({ input: 3, layers: [layerOf(4)] }, { headed: true }).head!.maps];
    const made: StackShape = {
      config: { ...stack.config, layers },
      before: [stack.before[0], []],
      head: { takes: 'states', maps: [...maps, ...Array.from({ length: 5 }, () => RELU)] },
    };
    const view = stackView(made, referenceKernel);
    expect(view.stack.map(({ before }) => before)).toEqual([
      [
        { kind: 'dense', output: 2, activation: 'softmax' },
        { kind: 'affine', output: 2, activation: null },
        { kind: 'layer-norm', output: 2, activation: null },
      ],
      [],
    ]);
    const drawing = stackDrawing({ input: 3, ...view, shapes: shapesOf(made) }, DEFAULT_FEATURES);
    expect(drawing.maps.map(({ layer, maps: lines, more }) => [layer, lines.length, more])).toEqual([
      [0, 3, 0],
      [null, 4, 2],
    ]);
    expect(drawing.sums.map(({ layer }) => layer)).toEqual([1]);
    expect(drawing.outputs?.shape).toBe('[3]');
    const circles = [...drawing.joints, ...drawing.sums].map(({ x, y }) => ({
      x: x - 10,
      y: y - 10,
      width: 20,
      height: 20,
    }));
    const { sequence, boxes, maps: mapBoxes, pooling, features, outputs } = drawing;
    const shapes: Rectangle[] = [sequence, ...boxes, ...mapBoxes, ...circles, pooling, features, outputs!];
    for (const [n, shape] of shapes.entries()) {
      for (const other of shapes.slice(n + 1)) expect(overlap(shape, other)).toBe(false);
      expect(shape.y + shape.height).toBeLessThanOrEqual(drawing.height);
    }
    // The way around a layer runs beside its boxes.
    const around = Math.min(
      ...drawing.wires.flatMap(({ path }) => [...path.matchAll(/H(\d+)/g)].map(([, x]) => Number(x))),
    );
    expect(around).toBeGreaterThanOrEqual(0);
    expect(around).toBeLessThan(Math.min(...boxes.map(({ x }) => x)));
  });
});
