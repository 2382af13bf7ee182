/** Writes a model to a file of another program's, with its provenance inside and beside it. */

import { WorkbenchError } from '../contract/errors';
import type { FeaturesSpec } from '../contract/specs';
import { MODEL_TARGETS, type ModelTarget, modelTargetOf } from '../contract/targets';
import type { ModelExport } from '../contract/views';
import { jsonBytes } from '../exporters/json';
import { writeKeras } from '../formats/keras-export';
import { exportOnnx } from '../formats/onnx-export';
import { writeSafetensors } from '../formats/own-safetensors';
import { kerasSnippet } from '../formats/python-keras';
import { onnxSnippet } from '../formats/python-onnx';
import { torchSnippet } from '../formats/python-torch';
import type { StackWeights } from '../lstm/stack';
import { parameterCount } from '../lstm/count';
import { checkTargets, provenancePath } from './exports';
import type { EngineHost, Path } from './host';
import { weightsChecksum } from './model-checksum';
import type { Model } from './models';
import type { Task } from './task';

/**
 * @param features what an ONNX file computes beside the head and the outputs over time
 * @throws export/*, onnx/cannot-hold, keras/cannot-hold, engine/cancelled
 */
export async function exportModel(
  host: EngineHost,
  task: Task,
  model: Model,
  source: Path | null,
  path: Path,
  features: FeaturesSpec,
): Promise<ModelExport> {
  const { spec, weights, fileName, fileHash } = model;
  const file = host.baseName(path);
  const format = modelTargetOf(file);
  if (format === null) throw new WorkbenchError('export/model-extension', { file, extensions: [...MODEL_TARGETS] });
  checkTargets(host, source === null ? [] : [source], [path]);
  task.begin('writing', 1, 'layers');
  const checksum = model.file?.checksum ?? (await task.driveUncounted(weightsChecksum(host, weights)));
  const told = {
    workbench: host.version,
    export: { task: 'model', format, ...(format === 'onnx' ? { features } : {}) },
    model: spec.kind === 'file' ? { ...spec, file: fileName ?? '' } : spec,
    weights: {
      input: weights.config.input,
      parameters: parameterCount(weights),
      sha256: checksum,
      fileSha256: fileHash,
    },
  };
  const metadata = { provenance: JSON.stringify(told) };
  const written = await host.write(path, bytesOf(format, weights, features, metadata, host.version, task));
  const output = { bytes: written.bytes, sha256: written.sha256 };
  const beside = await host.write(provenancePath(host, path), [jsonBytes({ ...told, output })]);
  const snippet = snippetOf(format, weights, file, features);
  return { files: [written.name, beside.name], rows: 0, bytes: written.bytes, format, checksum, snippet };
}

async function* bytesOf(
  format: ModelTarget,
  weights: StackWeights,
  { poolings, layers }: FeaturesSpec,
  metadata: Record<string, string>,
  version: string,
  task: Task,
): AsyncGenerator<Uint8Array> {
  switch (format) {
    case 'safetensors':
    case 'h5':
      for (const piece of format === 'h5' ? writeKeras(weights, metadata) : writeSafetensors(weights, metadata)) {
        yield piece;
        await task.reach(0);
      }
      return;
    case 'onnx':
      yield await task.driveUncounted(exportOnnx(weights, { poolings, layers, version, metadata }));
  }
}

function snippetOf(format: ModelTarget, weights: StackWeights, file: string, features: FeaturesSpec): string {
  switch (format) {
    case 'safetensors':
      return torchSnippet(weights, file);
    case 'h5':
      return kerasSnippet(weights, file);
    case 'onnx':
      return onnxSnippet(weights, file, features);
  }
}
