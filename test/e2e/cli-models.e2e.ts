/** The built command on the models of PyTorch's reference cases: what a file holds, whose numbers it gives, and other formats. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelView } from '../../core/contract/views';
import { repositoryFile, sharedFile } from '../helpers/shared';

const PROGRAM = repositoryFile('out/main/lstm-workbench.js');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lstm-cli-models-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function workbench(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' };
  const options = { cwd: folder, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], options);
  return { status, stdout, stderr };
}

const golden = (name: string): string => sharedFile(`golden/${name}`);

function inspected(file: string): ModelView & { file: NonNullable<ModelView['file']> } {
  const { status, stdout, stderr } = workbench('inspect', file, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** The largest difference on the reference and on the fast kernel, and whether the command calls them the same numbers. */
function compared(file: string, input: string, expected: string) {
  const { status, stdout } = workbench('parity', file, '--input', input, '--expect', expected, '--json');
  const { largest, within } = JSON.parse(stdout) as {
    largest: Record<'reference' | 'kernel', { absolute: number }>;
    within: boolean;
  };
  return { status, within, differences: [largest.reference.absolute, largest.kernel.absolute] };
}

function expectSame(file: string, input: string, expected: string): void {
  const { status, within, differences } = compared(file, input, expected);
  expect({ status, within }, file).toEqual({ status: 0, within: true });
  for (const difference of differences) expect(difference).toBeLessThan(1e-6);
}

describe('inspect', () => {
  it('tells the layers, the head, the parts and what was assumed of a model', () => {
    const { status, stdout, stderr } = workbench('inspect', golden('with-head/model.pt'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const said = stdout.split('\n');
    expect(said[0]).toBe('file: model.pt (pytorch)');
    expect(said).toContain('layer 0: LSTM, forward, 4 -> 20 units -> 20');
    expect(said).toContain('layer 1: LSTM, forward, 20 -> 20 units -> 20');
    expect(said).toContain('head: takes step, gives 5');
    expect(said).toContain('part: fc Linear (5, 20) head');
    expect(said).toContainEqual(expect.stringMatching(/^assumed: head-takes=step /));
    expect(workbench('inspect', golden('with-head/model.pt'), '--lang', 'zh').stdout).toMatch(/[一-鿿]/);
  });

  it.each(['with-head', 'stacked-bidirectional'])('finds the same weights in every file of %s', (name) => {
    const views = ['pt', 'safetensors', 'onnx'].map((format) => inspected(golden(`${name}/model.${format}`)));
    expect(views.map(({ file }) => file.format)).toEqual(['pytorch', 'safetensors', 'onnx']);
    const [first, ...others] = views.map(({ shapes, parameters, head, file }) => {
      const sizes = shapes.map(({ input, hidden, rows }) => [input, hidden, rows]);
      return { sizes, parameters, head, checksum: file.checksum };
    });
    for (const other of others) expect(other).toEqual(first);
  });

  it('says why a damaged file is none, in one line and as JSON', () => {
    const whole = readFileSync(golden('with-head/model.safetensors'));
    writeFileSync(join(folder, 'cut.safetensors'), whole.subarray(0, whole.length / 2));
    const { status, stdout, stderr } = workbench('inspect', 'cut.safetensors', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'safetensors/out-of-bounds' } });
    expect(stderr.split('\n').filter((line) => line !== '')).toHaveLength(1);
  });
});

describe('parity', () => {
  it.each(['one-layer', 'no-bias', 'multivariate', 'saturated', 'projected', 'gru', 'stacked-bidirectional'])(
    'finds the numbers that PyTorch computed: %s',
    (name) => {
      const files = readdirSync(golden(name)).filter((file) => file.startsWith('model.'));
      expect(files.length).toBeGreaterThan(1);
      for (const file of files)
        for (const expected of ['output', 'h_n'])
          expectSame(golden(`${name}/${file}`), golden(`${name}/x.npy`), golden(`${name}/${expected}.npy`));
    },
  );

  it('finds what a head made, in every file', () => {
    for (const format of ['pt', 'safetensors', 'onnx'])
      expectSame(golden(`with-head/model.${format}`), golden('with-head/x.npy'), golden('with-head/logits.npy'));
  });

  it('tells where other numbers differ most, and ends with 1', () => {
    const name = 'with-head';
    const asked = ['parity', golden(`${name}/model.pt`), '--input', golden(`${name}/x.npy`)];
    const { status, stdout } = workbench(...asked, '--expect', golden(`${name}/c_n.npy`), '--as', 'h_n');
    expect(status).toBe(1);
    expect(stdout).toMatch(/layer 1 fwd on reference: largest difference .* at series \d+, unit \d+: .* instead of/);
  });
});

describe('export-model', () => {
  /** Writes the model anew; the command tells the checksum of its weights. */
  const exported = (from: string, to: string, checksum: string): void => {
    const { status, stderr } = workbench('export-model', from, '-o', to);
    expect({ status, stderr }).toEqual({ status: 0, stderr: `${to}: sha256 of the weights ${checksum}\n` });
  };
  const FORMATS = ['safetensors', 'onnx', 'h5'] as const;
  const bytesOf = (file: string) => readFileSync(join(folder, file));

  it.each(['with-head', 'stacked-bidirectional', 'gru', 'no-bias'])(
    'keeps weights and numbers through every format and back: %s',
    (name) => {
      const source = golden(`${name}/model.pt`);
      const { checksum } = inspected(source).file;
      const expected = golden(`${name}/${name === 'with-head' ? 'logits' : 'output'}.npy`);
      for (const format of FORMATS) {
        const first = `${name}.${format}`;
        exported(source, first, checksum);
        expect(inspected(first).file.checksum).toBe(checksum);
        expectSame(first, golden(`${name}/x.npy`), expected);
        const through = `${name}-through-${format}.${FORMATS[(FORMATS.indexOf(format) + 1) % FORMATS.length]}`;
        exported(first, through, checksum);
        expect(inspected(through).file.checksum).toBe(checksum);
      }
      exported(`${name}.safetensors`, `${name}-again.safetensors`, checksum);
      const tensors = (file: string) => {
        const bytes = bytesOf(file);
        return bytes.subarray(8 + Number(bytes.readBigUInt64LE(0)));
      };
      expect(tensors(`${name}-again.safetensors`)).toEqual(tensors(`${name}.safetensors`));
    },
  );

  it('writes the provenance inside and beside the file', () => {
    const source = golden('with-head/model.pt');
    const { checksum } = inspected(source).file;
    exported(source, 'told.safetensors', checksum);
    const beside = JSON.parse(bytesOf('told.provenance.json').toString()) as {
      model: { kind: string; file: string };
      weights: { sha256: string };
    };
    expect(beside).toMatchObject({ model: { kind: 'file', file: 'model.pt' }, weights: { sha256: checksum } });
    expect(bytesOf('told.safetensors').toString('latin1')).toContain(checksum);
  });

  it('writes nothing of what a format cannot hold, and says which layer', () => {
    const { status, stderr } = workbench('export-model', golden('projected/model.pt'), '-o', 'projected.h5');
    expect(status).toBe(1);
    expect(stderr).toMatch(/layer 1/);
    expect(existsSync(join(folder, 'projected.h5'))).toBe(false);
  });

  it('names the formats where the extension is none of theirs', () => {
    const { status, stderr } = workbench('export-model', golden('gru/model.pt'), '-o', 'gru.keras');
    expect(status).not.toBe(0);
    for (const format of FORMATS) expect(stderr).toContain(format);
  });
});
