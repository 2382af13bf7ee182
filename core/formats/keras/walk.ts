/** Follows a Keras model's layers from its inputs as far as they can be run, and notes every stack that ends somewhere. */

import { WorkbenchError } from '../../contract/errors';
import { layerOutput } from '../../lstm/stack';
import type { KerasContext } from './context';
import { START, type Flow, type Passed } from './flow';
import { numberIn, objectIn, textIn, valueIn } from './json';
import { mapOf } from './maps';
import type { KerasCall, KerasLayer } from './model-config';
import { readRecurrent, recurrentInput, recurrentOf } from './recurrent';

/** Nothing is to be done for these when a trained model runs. */
const IDLE = new Set([
  'Dropout',
  'SpatialDropout1D',
  'GaussianNoise',
  'GaussianDropout',
  'AlphaDropout',
  'ActivityRegularization',
  'Masking',
]);
const POOLINGS: Record<string, 'mean' | 'max'> = {
  GlobalAveragePooling1D: 'mean',
  GlobalAvgPool1D: 'mean',
  GlobalMaxPooling1D: 'max',
  GlobalMaxPool1D: 'max',
};

/** What every call gives; calls that are not run, and those after them, give nothing. @throws keras/*, weights/dtype, hdf5/* */
export function* walk(context: KerasContext, calls: readonly KerasCall[]): Generator<void, Map<string, Flow>> {
  const flows = new Map<string, Flow>();
  for (const { key, layer, inputs } of calls) {
    yield;
    const given = inputs.map((input) => {
      const flow = flows.get(input.key);
      return flow === undefined ? null : outputOf(flow, input.output, calls, input.key);
    });
    if (given.includes(null)) continue;
    const flow = yield* apply(context, layer, given as Flow[]);
    if (flow !== null) flows.set(key, flow);
  }
  return flows;
}

/** An output of a layer other than its first: the last state that a recurrent one of a single direction may also give. */
function outputOf(flow: Flow, output: number, calls: readonly KerasCall[], key: string): Flow | null {
  if (output === 0) return flow;
  const layer = calls.find((call) => call.key === key)?.layer;
  const gives = layer !== undefined && valueIn(layer.config, 'return_state') === true && layer.kind !== 'Bidirectional';
  if (!gives || output !== 1 || flow.maps.length > 0 || flow.passed.at(-1)?.role !== 'recurrent') return null;
  return { ...flow, form: 'vector', takes: 'states' };
}

function* apply(context: KerasContext, layer: KerasLayer, given: readonly Flow[]): Generator<void, Flow | null> {
  const { kind } = layer;
  const pass = (flow: Flow, role: Passed['role'], change: Partial<Flow> = {}): Flow => ({
    ...flow,
    ...change,
    passed: [...flow.passed, { layer: layer.label, role, remark: remarkOf(layer) }],
  });
  if (given.length === 0) {
    const start = startOf(layer);
    return kind === 'InputLayer' ? pass(start, 'idle') : yield* apply(context, layer, [start]);
  }
  if (given.length > 1) return kind === 'Add' ? residual(given, pass) : null;
  const [flow] = given;
  if (isIdle(layer)) return pass(flow, 'idle');
  if (kind === 'Flatten') return flow.form === 'vector' ? pass(flow, 'idle') : null;
  if (kind === 'Reshape') return reshaped(layer, flow, pass);
  if (Object.hasOwn(POOLINGS, kind)) return pooled(layer, flow, pass);
  const isFresh = flow.configs.length === 0 && flow.maps.length === 0;
  if (kind === 'Embedding' ? !isFresh || (flow.form === 'steps' && flow.size !== null) : flow.form === 'plain')
    return null;
  const recurrent = recurrentOf(layer, context.version);
  if (recurrent !== null) return flow.form === 'steps' ? yield* run(context, layer, flow, pass) : null;
  const input = { size: flow.size, rank: flow.form === 'vector' ? (2 as const) : (3 as const) };
  const map = yield* mapOf(context, layer, input);
  if (map === null) return null;
  const takes = map.kind === 'affine' ? map.scale.length : map.kind === 'layer-norm' ? map.gain.length : null;
  const expected = map.kind === 'dense' ? map.input : takes;
  if (expected !== null && flow.size !== null && expected !== flow.size)
    throw mismatch(context, layer, expected, flow.size);
  const size = map.kind === 'dense' || map.kind === 'embedding' ? map.output : (flow.size ?? expected);
  const channels = flow.input ?? (map.kind === 'embedding' ? 1 : (flow.size ?? expected));
  const form = map.kind === 'embedding' ? 'steps' : flow.form;
  return pass(flow, 'map', { form, size, input: channels, maps: [...flow.maps, map] });
}

/** Also where it is wrapped to be done to every step. */
function isIdle({ kind, config }: KerasLayer): boolean {
  return IDLE.has(kind === 'TimeDistributed' ? (textIn(objectIn(config, 'layer'), 'class_name') ?? '') : kind);
}

type Pass = (flow: Flow, role: Passed['role'], change?: Partial<Flow>) => Flow;

function mismatch({ file }: KerasContext, { label }: KerasLayer, expected: number, found: number): WorkbenchError {
  const [asked, there] = [[expected], [found]];
  return new WorkbenchError('keras/shape', { file, layer: label, tensor: 'input', expected: asked, found: there });
}

function remarkOf({ kind, config }: KerasLayer): Passed['remark'] {
  if (kind === 'Masking' || valueIn(config, 'mask_zero') === true) return 'mask-not-applied';
  return valueIn(config, 'stateful') === true ? 'state-not-kept' : null;
}

/** What the model is given, by the shape that its first layer tells. */
function startOf({ inputShape }: KerasLayer): Flow {
  if (inputShape === null) return START;
  const size = inputShape.at(-1) ?? null;
  return inputShape.length === 3 ? { ...START, size, input: size } : { ...START, form: 'plain' };
}

function* run(context: KerasContext, layer: KerasLayer, flow: Flow, pass: Pass): Generator<void, Flow | null> {
  const recurrent = recurrentOf(layer, context.version)!;
  const input = recurrentInput(context, layer, recurrent);
  if (input < 1) return null;
  if (flow.size !== null && flow.size !== input) throw mismatch(context, layer, input, flow.size);
  const isBoth = recurrent.layers[0].config.direction === 'both';
  // The two halves of the output would change places.
  if (flow.reversed && isBoth) return null;
  const directions = yield* readRecurrent(context, layer, recurrent, input);
  const turned = recurrent.backwards !== flow.reversed;
  const configs = recurrent.layers.map(({ config }) =>
    isBoth ? config : { ...config, direction: turned ? ('backward' as const) : ('forward' as const) },
  );
  const top = configs.at(-1)!;
  return pass(flow, 'recurrent', {
    form: recurrent.everyStep ? 'steps' : 'vector',
    size: layerOutput(top),
    input: flow.input ?? input,
    configs: [...flow.configs, ...configs],
    directions: [...flow.directions, ...directions],
    before: [...flow.before, flow.maps, ...configs.slice(1).map(() => [])],
    maps: [],
    takes: recurrent.everyStep ? null : 'states',
    reversed: turned,
  });
}

/** A recurrent layer's output added to its own input. */
function residual([one, other]: readonly Flow[], pass: Pass): Flow | null {
  const [shorter, longer] = one.passed.length < other.passed.length ? [one, other] : [other, one];
  const same = shorter.passed.every((passed, at) => passed === longer.passed[at]);
  const [last, ...more] = longer.passed.slice(shorter.passed.length);
  const isOne = last?.role === 'recurrent' && more.length === 0 && longer.configs.length === shorter.configs.length + 1;
  const fits = longer.form === 'steps' && longer.size === shorter.size && longer.reversed === shorter.reversed;
  if (!same || !isOne || !fits) return null;
  const configs = [...shorter.configs, { ...longer.configs.at(-1)!, residual: true }];
  return pass(longer, 'idle', { configs });
}

/** A series that was given as one row, laid out as steps; nothing else can be laid out anew. */
function reshaped({ config }: KerasLayer, flow: Flow, pass: Pass): Flow | null {
  const target = valueIn(config, 'target_shape');
  const isFirst = flow.form !== 'vector' && flow.configs.length === 0 && flow.maps.length === 0;
  if (!isFirst || !Array.isArray(target) || target.length !== 2) return null;
  const size = Number.isSafeInteger(target[1]) && (target[1] as number) > 0 ? (target[1] as number) : null;
  return pass(flow, 'idle', { form: 'steps', size, input: size });
}

function pooled({ kind, config }: KerasLayer, flow: Flow, pass: Pass): Flow | null {
  const takes = POOLINGS[kind];
  // The mean of affine values is the affine value of the mean; other maps do not change places with a pooling.
  const canWait = takes === 'mean' && flow.maps.every((map) => map.kind === 'affine');
  if (flow.form !== 'steps' || flow.configs.length === 0 || (flow.maps.length > 0 && !canWait)) return null;
  const isPlain = textIn(config, 'data_format') !== 'channels_first' && valueIn(config, 'keepdims') !== true;
  return isPlain && numberIn(config, 'axis') === null ? pass(flow, 'map', { form: 'vector', takes }) : null;
}
