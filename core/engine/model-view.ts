/** What a model's settings or its file come to, as the window draws it. */

import type { LayerShape, LayerView, MapView, ModelFileView, ModelView } from '../contract/views';
import { quantitiesOf } from '../lstm/cell';
import { directionParameters } from '../lstm/count';
import { headInputSize, headSize } from '../lstm/head';
import type { Kernel } from '../lstm/kernel';
import { blockRows, directionsOf, layerOutput, mappedSize, type StackShape } from '../lstm/stack';
import { isRowActivation, type StepMap } from '../lstm/step-map';
import { kernelFor } from '../lstm/with-reference';
import type { OpenedModel } from '../formats/opened';

export type StackView = Pick<ModelView, 'hidden' | 'layers' | 'bidirectional' | 'bias' | 'stack' | 'head'>;

/** What can be told of any stack, also where its settings are out of their limits. */
export function stackView(stack: StackShape, kernel: Kernel): StackView {
  const { layers, input } = stack.config;
  const { head } = stack;
  const into = (at: number) => (at === 0 ? input : layerOutput(layers[at - 1]));
  return {
    hidden: Math.max(...layers.map(({ hidden }) => hidden)),
    layers: layers.length,
    bidirectional: layers.some(({ direction }) => direction === 'both'),
    bias: layers.some(({ bias }) => bias),
    stack: layers.map((layer, at): LayerView => ({
      before: mapViews(stack.before[at] ?? [], into(at)),
      ...layer,
      output: layerOutput(layer),
      quantities: quantitiesOf(layer.cell),
      onReference: kernelFor(kernel, layer) !== kernel,
    })),
    head:
      head === null
        ? null
        : { takes: head.takes, outputs: headSize(stack), maps: mapViews(head.maps, headInputSize(stack.config)) },
  };
}

function mapViews(maps: readonly StepMap[], from: number): MapView[] {
  let output = from;
  return maps.map((map) => {
    output = mappedSize([map], output);
    const activation = map.kind === 'dense' || map.kind === 'activation' ? map.activation : null;
    const name = activation === null || isRowActivation(activation) ? activation : activation.name;
    return { kind: map.kind, output, activation: name === 'identity' ? null : name };
  });
}

export function shapesOf({ config, before }: StackShape): LayerShape[] {
  return directionsOf(config, before).map((direction) => ({
    layer: direction.layer,
    direction: direction.reverse ? 'bwd' : 'fwd',
    input: direction.input,
    hidden: direction.config.hidden,
    output: direction.output,
    rows: blockRows(direction.config),
    bias: direction.config.bias,
    parameters: directionParameters(direction),
  }));
}

export function fileView(
  { format, stacks }: OpenedModel,
  name: string,
  sha256: string,
  checksum: string,
): ModelFileView {
  const { parts, assumptions, tests } = stacks.find((stack) => stack.name === name)!;
  const names = { stacks: stacks.map((stack) => stack.name), stack: name, tests: tests.map((test) => test.name) };
  return { format, ...names, parts, assumptions, sha256, checksum };
}
