/** Exported models: read back they are the same weights, and other programs run them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { DEFAULT_FEATURES, DEFAULT_MODEL, type ModelSpec } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';
import { readNpy } from '../../helpers/golden';
import { sharedFile } from '../../helpers/shared';

const SIZES = { channels: 3, longest: 40 };
const fileModel = (file: string): ModelSpec => ({ kind: 'file', file });

it.each(['safetensors', 'onnx', 'h5'])('reads the same weights from the %s that it wrote', async (extension) => {
  const { engine, read } = await testEngine();
  const sources: ModelSpec[] = [
    fileModel(sharedFile('golden/with-head/model.pt')),
    fileModel(sharedFile('golden/stacked-bidirectional/model.safetensors')),
    { ...DEFAULT_MODEL, hidden: 5 },
  ];
  for (const [at, model] of sources.entries()) {
    const report = await engine.exportModel('1', model, SIZES, DEFAULT_FEATURES, `m${at}.${extension}`);
    expect(report).toMatchObject({ format: extension, files: [`m${at}.${extension}`, `m${at}.provenance.json`] });
    const view = await engine.describeModel(fileModel(report.files[0]), null);
    expect(view.problem).toBeNull();
    expect(view.file?.checksum).toBe(report.checksum);
    const provenance = JSON.parse(await read(report.files[1])) as Record<string, unknown>;
    expect(provenance).toMatchObject({
      export: { task: 'model', format: extension },
      weights: { sha256: report.checksum },
      output: { sha256: view.file?.sha256, bytes: report.bytes },
    });
    expect(report.snippet).toContain(`"m${at}.${extension}"`);
  }
});

it('writes ONNX whose outputs have the names that the Python asks for', async () => {
  const { engine, folder } = await testEngine();
  const model = fileModel(sharedFile('golden/with-head/model.pt'));
  const { snippet } = await engine.exportModel('1', model, SIZES, DEFAULT_FEATURES, 'm.onnx');
  const names = JSON.parse(/^names = (.*)$/m.exec(snippet)![1]) as string[];
  const session = await InferenceSession.create(join(folder, 'm.onnx'));
  expect(session.outputNames).toEqual(names);
  const { shape, data } = readNpy(readFileSync(sharedFile('golden/with-head/x.npy')));
  const results = await session.run({
    series: new Tensor('float32', data as Float32Array, shape),
    lengths: new Tensor('int32', new Int32Array(0), [0]),
  });
  const logits = readNpy(readFileSync(sharedFile('golden/with-head/logits.npy'))).data;
  const got = results.head.data as Float32Array;
  expect(Math.max(...got.map((value, k) => Math.abs(value - logits[k])))).toBeLessThan(1e-6);
});

it('names no other format, and writes over nothing that it reads', async () => {
  const { engine } = await testEngine();
  const write = (model: ModelSpec, file: string) => engine.exportModel('1', model, SIZES, DEFAULT_FEATURES, file);
  await expect(write(DEFAULT_MODEL, 'm.pt')).rejects.toMatchObject({ code: 'export/model-extension' });
  await write({ ...DEFAULT_MODEL, hidden: 2 }, 'm.safetensors');
  await expect(write(fileModel('m.safetensors'), 'm.safetensors')).rejects.toMatchObject({ code: 'export/same-file' });
});
