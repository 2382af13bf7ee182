/** Files of `torch.save` against the same weights as safetensors, in every form; what is hostile or broken has a code. */

import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import type { OpenedModel } from '../../../core/formats/opened';
import { readPickle } from '../../../core/formats/pickle';
import { Global, PickledObject } from '../../../core/formats/pickle-machine';
import { readPytorch } from '../../../core/formats/pytorch';
import { pytorchHooks } from '../../../core/formats/pytorch-data';
import { readSafetensors } from '../../../core/formats/safetensors';
import type { Tensor } from '../../../core/formats/tensor';
import { openModel } from '../../../core/formats/weights-file';
import { seededRandom } from '../../../core/lstm/random';
import { goldenModel } from '../../helpers/golden';
import { finish } from '../../helpers/onnx';
import { repositoryFile, sharedFile } from '../../helpers/shared';
import { plainOf } from '../../helpers/stacks';

function tensorsOf(bytes: Uint8Array, file = 'model.pt'): Tensor[] {
  const reading = readPytorch(file, bytes);
  let next = reading.next();
  while (next.done !== true) next = reading.next();
  return next.value.tensors;
}

const fixture = (name: string): Uint8Array => readFileSync(repositoryFile(`test/core/formats/pytorch-files/${name}`));
const golden = (name: string): Uint8Array => readFileSync(sharedFile(`golden/${name}/model.pt`));
const shown = (tensors: Tensor[]) => tensors.map(({ name, shape, read }) => ({ name, shape, values: [...read()] }));

/** The weights that every fixture holds: row after row, an eighth more each time, each tensor from a number of its own. */
const counting = (from: number, count: number) => Array.from({ length: count }, (_, at) => (from + at) / 8);
const FIXTURE = [
  { shape: [12, 2], values: counting(0, 24) },
  { shape: [12, 3], values: counting(100, 36) },
  { shape: [12], values: counting(200, 12) },
  { shape: [12], values: counting(300, 12) },
];
const NAMES = ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0'];
const under = (prefix: string) => FIXTURE.map((tensor, at) => ({ name: prefix + NAMES[at], ...tensor }));

describe('a file of torch.save', () => {
  it.each([
    'one-layer',
    'multivariate',
    'no-bias',
    'saturated',
    'stacked-bidirectional',
    'with-head',
    'gru',
    'projected',
  ])('has the tensors of the safetensors file: %s', (name) => {
    const byName = (tensors: Tensor[]) => shown(tensors).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const same = byName(readSafetensors('model.safetensors', goldenModel(name)));
    expect(same.length).toBeGreaterThan(1);
    expect(byName(tensorsOf(golden(name)))).toEqual(same);
  });

  it.each([
    ['of before version 1.6', 'legacy.pt', 'lstm.'],
    ['in double precision', 'double.pt', 'lstm.'],
    ['in half precision', 'half.pt', 'lstm.'],
    ['in bfloat16', 'bfloat16.pt', 'lstm.'],
    ['pickled with protocol 4', 'protocol-4.pt', 'lstm.'],
    ['with a transposed tensor', 'transposed.pt', 'lstm.'],
    ['with two tensors in one storage', 'shared-storage.pt', 'lstm.'],
    ['that is a checkpoint of a wrapped model', 'checkpoint.pth', 'model_state_dict.module.net.lstm.'],
    ['that is a whole module', 'module.pt', 'lstm.'],
    ['that is a whole module of before version 1.6', 'legacy-module.pt', 'lstm.'],
    ['of tensors of a class of their own, on a graphics card', 'own-tensors.pt', 'lstm.'],
    ['with other values of Python beside the weights', 'python-values.pt', 'state_dict.lstm.'],
    ['that is a module of TorchScript', 'torchscript.pt', 'lstm.'],
  ])('%s', (_, name, prefix) => {
    const tensors = tensorsOf(fixture(name));
    const expected = under(prefix);
    // bfloat16 keeps 8 bits: sums of more are rounded, here towards zero, as they were written.
    if (name !== 'bfloat16.pt') expect(shown(tensors)).toEqual(expected);
    else expect(shown(tensors)).toEqual(expected.map((one) => ({ ...one, values: one.values.map(cutToBfloat) })));
    expect(plainOf(opened(fixture(name)).stacks[0].weights.config)).toEqual({
      input: 2,
      hidden: 3,
      layers: 1,
      bidirectional: false,
      bias: true,
    });
  });

  it('runs nothing that it names', () => {
    expect(() => tensorsOf(fixture('calls-system.pt'))).toThrow(
      expect.objectContaining({ code: 'pytorch/forbidden', params: { file: 'model.pt', name: 'posix.system' } }),
    );
    expect(existsSync(join(tmpdir(), 'called-by-a-pickle'))).toBe(false);
    expect(() => tensorsOf(fixture('calls-eval-legacy.pt'))).toThrow(
      expect.objectContaining({ code: 'pytorch/forbidden', params: { file: 'model.pt', name: '__builtin__.eval' } }),
    );
  });

  it.each<[string, string]>([
    ['csubprocess\nPopen\n', 'subprocess.Popen'],
    ['ctorch\nPyTorchFileReader\n', 'torch.PyTorchFileReader'],
    ['cown\nmake\n', 'own.make'],
  ])('refuses what is no member of an enumeration: %s', (named, name) => {
    expect(() => pickled(`\x80\x02${named}X\x02\0\0\0ls\x85R.`)).toThrow(
      expect.objectContaining({ code: 'pytorch/forbidden', params: { file: 'model.pt', name } }),
    );
  });

  it('keeps members of enumerations as no more than their names', () => {
    const member = pickled('\x80\x02cown.settings\nMode\nK\x02\x85R.');
    expect(member).toEqual(new PickledObject(new Global('own.settings.Mode'), [2]));
    const byName = pickled('\x80\x02c__builtin__\ngetattr\ncown\nMode\nX\x04\0\0\0FAST\x86R.');
    expect(byName).toBeInstanceOf(PickledObject);
    expect(() => pickled('\x80\x02c__builtin__\ngetattr\ncown\nMode\nX\x05\0\0\0__X__\x86R.')).toThrow(
      expect.objectContaining({ code: 'pytorch/forbidden' }),
    );
    // What was got by its name cannot be called.
    expect(() => pickled('\x80\x02c__builtin__\ngetattr\ncown\nMode\nX\x04\0\0\0FAST\x86RX\x02\0\0\0ls\x85R.')).toThrow(
      expect.objectContaining({ code: 'pytorch/pickle' }),
    );
  });

  it('that is cut off at once is told as a file of PyTorch’s', () => {
    expect(() => opened(fixture('legacy.pt').subarray(0, 5))).toThrow(
      expect.objectContaining({ code: 'pytorch/pickle', params: { file: 'model.pt', reason: 'cut', byte: 5 } }),
    );
  });

  it.each(['model.pt', 'model.h5', 'model.keras', 'model.onnx', 'model.safetensors'])(
    '%s is told to be empty',
    (file) => {
      const thrown = expect.objectContaining({ code: 'weights/empty', params: { file } });
      expect(() => opened(new Uint8Array(0), file)).toThrow(thrown);
    },
  );

  it('that is cut off at once under the name of another format is told to be none of them', () => {
    const thrown = expect.objectContaining({ code: 'weights/unknown', params: { file: 'model.onnx', begin: 'abc' } });
    expect(() => opened(new TextEncoder().encode('abc'), 'model.onnx')).toThrow(thrown);
  });

  it('says that a model is quantized', () => {
    const thrown = expect.objectContaining({ code: 'weights/quantized', params: { file: 'model.pt' } });
    expect(() => opened(fixture('quantized.pt'))).toThrow(thrown);
  });

  it.each([
    ['<!DOCTYPE html><html><body>Not found</body></html>', '<!DOCTYPE html><html><body>Not found</bo'],
    ['}q\u0000X\u0001\u0002weight_ih_l0', '}q X weight_ih_l0'],
  ])('says how a file begins that is no model, %#', (text, begin) => {
    const thrown = expect.objectContaining({ code: 'weights/unknown', params: { file: 'model.pt', begin } });
    expect(() => opened(new TextEncoder().encode(text))).toThrow(thrown);
  });

  it('takes no memory for a tensor larger than its storage, and reads none outside it', () => {
    const huge = tensorsOf(fixture('larger-than-storage.pt'));
    expect(() => huge[0].read()).toThrow(expect.objectContaining({ code: 'pytorch/tensor' }));
    const outside = tensorsOf(fixture('outside-storage.pt'));
    expect(() => outside[2].read()).toThrow(
      expect.objectContaining({
        code: 'pytorch/tensor',
        params: { file: 'model.pt', tensor: 'lstm.bias_ih_l0', reason: 'outside-storage' },
      }),
    );
  });

  it.each(['legacy.pt', 'checkpoint.pth'])('cut off anywhere it gives its tensors or a code: %s', (name) => {
    const whole = fixture(name);
    const cuts = Array.from({ length: 100 }, (_, part) => whole.subarray(0, Math.floor((whole.length * part) / 100)));
    expect(cuts.flatMap(faultOf)).toEqual([]);
  });

  it.each(['legacy.pt', 'module.pt'])('damaged anywhere it gives tensors or a code: %s', (name) => {
    const random = seededRandom(5);
    const whole = fixture(name);
    const faults: unknown[] = [];
    for (let time = 0; time < 2000; time++) {
      const damaged = Uint8Array.from(whole);
      for (let byte = 0; byte < 1 + (time % 4); byte++) {
        damaged[Math.floor(random.uniform() * damaged.length)] = Math.floor(random.uniform() * 256);
      }
      faults.push(...faultOf(damaged));
    }
    expect(faults).toEqual([]);
  });
});

/** What a pickle of these characters holds. */
function pickled(characters: string): unknown {
  const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0));
  return finish(readPickle('model.pt', bytes, 0, pytorchHooks('model.pt'))).value;
}

function opened(bytes: Uint8Array, file = 'model.pt'): OpenedModel {
  const opening = openModel(file, bytes, {});
  let next = opening.next();
  while (next.done !== true) next = opening.next();
  return next.value;
}

/** What was thrown beside the workbench's own errors: nothing, where all is well. */
function faultOf(bytes: Uint8Array): unknown[] {
  try {
    opened(bytes);
    return [];
  } catch (thrown) {
    return thrown instanceof WorkbenchError ? [] : [thrown];
  }
}

/** The upper half of a float32's bits. */
function cutToBfloat(value: number): number {
  const word = new DataView(new ArrayBuffer(4));
  word.setFloat32(0, value);
  word.setUint16(2, 0);
  return word.getFloat32(0);
}
