/** The workbench's own files of weights: what is written is read back bit for bit, by PyTorch's names too; lies are told. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { VANILLA } from '../../../core/lstm/cell';
import { seededRandom } from '../../../core/lstm/random';
import type { LayerConfig, StackWeights } from '../../../core/lstm/stack';
import { writeSafetensors } from '../../../core/formats/own-safetensors';
import type { FoundStack } from '../../../core/formats/opened';
import { readSafetensors } from '../../../core/formats/safetensors';
import { openModel } from '../../../core/formats/weights-file';
import { rawSafetensors } from '../../helpers/safetensors';
import { randomStack, stackArbitrary } from '../../helpers/stack-arbitrary';

const FILE = 'model.safetensors';
const METADATA = '__metadata__';
const written = (weights: StackWeights) => new Uint8Array(Buffer.concat([...writeSafetensors(weights, {})]));

function open(bytes: Uint8Array): FoundStack {
  const opening = openModel(FILE, bytes, {});
  for (;;) {
    const next = opening.next();
    if (next.done === true) return next.value.stacks[0];
  }
}

const layer = (hidden: number, more: Partial<LayerConfig> = {}): LayerConfig => ({
  cell: VANILLA,
  hidden,
  projection: null,
  direction: 'forward',
  merge: 'concat',
  bias: true,
  residual: false,
  ...more,
});

/** The header's JSON and the data after it. */
function parted(bytes: Uint8Array) {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as {
    [METADATA]?: Record<string, string>;
  };
  return { header, data: bytes.subarray(8 + length) };
}

describe('weights in safetensors', () => {
  it('come back as they were, whatever the stack', () => {
    fc.assert(
      fc.property(stackArbitrary, (weights) => {
        expect(open(written(weights)).weights).toEqual(weights);
      }),
    );
  });

  it('bear the names that torch.nn.LSTM gives its parameters', () => {
    const both = { direction: 'both' as const };
    const weights = randomStack({ input: 3, layers: [layer(4, both), layer(4, both), layer(2)] }, { headed: true });
    expect(readSafetensors(FILE, written(weights)).map(({ name, shape }) => [name, shape])).toEqual([
      ...['lstm1.weight_ih_l0', 'lstm1.weight_ih_l0_reverse'].flatMap((name) => parameters(name, 16, 3, 4)),
      ...['lstm1.weight_ih_l1', 'lstm1.weight_ih_l1_reverse'].flatMap((name) => parameters(name, 16, 8, 4)),
      ...parameters('lstm2.weight_ih_l0', 8, 8, 2),
      ['head.0.weight', [3, 2]],
    ]);
  });

  it('are the same model by their names alone, where PyTorch has the cell', () => {
    const weights = randomStack({ input: 3, layers: [layer(4), layer(4), layer(2, { direction: 'both' })] });
    const { header, data } = parted(written(weights));
    delete header[METADATA];
    expect(open(rawSafetensors(JSON.stringify(header), data)).weights).toEqual(weights);
  });

  it.each<[string, (shape: { config: { layers: { hidden: unknown }[] }; [name: string]: unknown }) => void, string]>([
    ['version', (shape) => (shape.version = 2), 'version'],
    ['config.layers[0].hidden', (shape) => (shape.config.layers[0].hidden = 1e300), 'config.layers[0].hidden'],
    ['head', (shape) => (shape.head = { takes: 'all', maps: [] }), 'head.takes'],
    ['before', (shape) => (shape.before = []), ''],
    ['before', (shape) => (shape.before = [[{ kind: 'embedding', size: 2, output: 3 }]]), ''],
  ])('are refused where the header’s %s makes no sense', (_, change, path) => {
    const { header, data } = parted(written(randomStack({ input: 3, layers: [layer(2)] })));
    const shape = JSON.parse(header[METADATA]!.lstm_workbench) as Parameters<typeof change>[0];
    change(shape);
    header[METADATA]!.lstm_workbench = JSON.stringify(shape);
    expect(() => open(rawSafetensors(JSON.stringify(header), data))).toThrow(
      expect.objectContaining({ code: 'weights/own', params: { file: FILE, path } }),
    );
  });

  it('take no memory for sizes that no tensor bears out', () => {
    const layers = Array.from({ length: 8 }, () => layer(2, { bias: false }));
    const { header, data } = parted(written(randomStack({ input: 3, layers })));
    const metadata = header[METADATA]!;
    metadata.lstm_workbench = metadata.lstm_workbench.replaceAll('"hidden":2', '"hidden":2147483647');
    expect(() => open(rawSafetensors(JSON.stringify(header), data))).toThrow(
      expect.objectContaining({ code: 'weights/shape' }),
    );
  });

  it('are read or refused with a code, whatever bytes are changed or cut off', () => {
    const whole = written(randomStack({ input: 2, layers: [layer(2), layer(3, { direction: 'both' })] }));
    const random = seededRandom(7);
    const codes = new Set<string>();
    const attempt = (bytes: Uint8Array) => {
      try {
        open(bytes);
      } catch (thrown) {
        if (!(thrown instanceof WorkbenchError)) throw thrown;
        codes.add(thrown.code);
      }
    };
    for (let part = 0; part < 100; part++) {
      codes.clear();
      attempt(whole.subarray(0, Math.floor((part * whole.length) / 100)));
      expect([...codes]).toEqual([expect.stringMatching(/^(safetensors\/|weights\/empty$)/)]);
    }
    for (let round = 0; round < 10_000; round++) {
      const bytes = whole.slice();
      for (let change = 0; change <= round % 4; change++)
        bytes[Math.floor(random.uniform() * bytes.length)] = Math.floor(random.uniform() * 256);
      attempt(bytes);
    }
  });
});

function parameters(first: string, rows: number, input: number, hidden: number): [string, number[]][] {
  const named = (name: string) => first.replace('weight_ih', name);
  return [
    [first, [rows, input]],
    [named('weight_hh'), [rows, hidden]],
    [named('bias_ih'), [rows]],
    [named('bias_hh'), [rows]],
  ];
}
