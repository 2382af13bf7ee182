/** The stacks of a Keras model: one for every output that its layers lead to. */

import { WorkbenchError } from '../../contract/errors';
import type { ModelPart } from '../../contract/model-file';
import type { FoundStack } from '../opened';
import type { KerasContext } from './context';
import { headOf, roleOf, type Flow } from './flow';
import type { KerasCall, KerasLayer } from './model-config';
import { isRecurrent } from './recurrent';
import { walk } from './walk';

/** Most stacks that are offered of one file. */
const STACKS_LIMIT = 64;

/** The deepest first. @throws keras/no-recurrent, keras/not-run, keras/missing, keras/shape, weights/dtype, hdf5/* */
export function* findKerasStacks(
  context: KerasContext,
  calls: readonly KerasCall[],
): Generator<void, Omit<FoundStack, 'assumptions'>[]> {
  // What has no name stands for a choice, not for a layer of the file.
  const named = calls.map(({ layer }) => layer).filter(({ label }) => label !== '');
  const layers = [...new Map(named.map((layer) => [layer.label, layer])).values()];
  const kinds = layers.map(({ label, kind }) => `${label} (${kind})`);
  if (!layers.some(isRecurrent)) throw new WorkbenchError('keras/no-recurrent', { file: context.file, layers: kinds });
  const flows = yield* walk(context, calls);
  const passedOn = new Set(
    calls.flatMap(({ key, inputs }) => (flows.has(key) ? inputs.map((input) => input.key) : [])),
  );
  const ends = [...flows]
    .filter(([key, flow]) => flow.configs.length > 0 && !passedOn.has(key))
    .map(([, flow]) => flow);
  if (ends.length === 0) throw notRun(context, calls, flows, layers);
  const shapes = new Map(layers.map((layer) => [layer, largestShape(context, layer)]));
  const names = new Set<string>();
  return ends
    .toSorted((one, other) => other.configs.length - one.configs.length)
    .slice(0, STACKS_LIMIT)
    .map((flow) => {
      const recurrent = flow.passed.filter(({ role }) => role === 'recurrent').map(({ layer }) => layer);
      const name = recurrent.join(' > ');
      // Heads side by side on one stack.
      const own = names.has(name) ? `${name} > ${flow.passed.at(-1)!.layer}` : name;
      names.add(own);
      return {
        name: own,
        weights: {
          config: { input: flow.input!, layers: flow.configs },
          directions: flow.directions,
          before: flow.before,
          head: headOf(flow),
        },
        parts: layers.map((layer) => partOf(flow, layer, shapes.get(layer)!)),
        tests: [],
      };
    });
}

function partOf(flow: Flow, { label, kind }: KerasLayer, shape: number[]): ModelPart {
  const remark = flow.passed.find(({ layer }) => layer === label)?.remark ?? null;
  return { name: label, kind, shape, role: roleOf(flow, label), ...(remark === null ? {} : { remark }) };
}

function largestShape({ store }: KerasContext, layer: KerasLayer): number[] {
  const sizeOf = (shape: number[]): number => shape.reduce((product, length) => product * length, 1);
  return store.all(layer).reduce<number[]>((most, { shape }) => (sizeOf(shape) >= sizeOf(most) ? shape : most), []);
}

/** Names the recurrent layers, and those which the way to them ends at. */
function notRun(
  { file }: KerasContext,
  calls: readonly KerasCall[],
  flows: ReadonlyMap<string, Flow>,
  layers: readonly KerasLayer[],
): WorkbenchError {
  const atEnd = calls.filter(({ key, inputs }) => !flows.has(key) && inputs.every((input) => flows.has(input.key)));
  return new WorkbenchError('keras/not-run', {
    file,
    names: layers.filter(isRecurrent).map(({ label }) => label),
    layers: atEnd.map(({ layer: { label, kind } }) => `${label} (${kind})`),
  });
}
