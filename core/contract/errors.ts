/** The stable error codes of the workbench, what each one carries, and the one error class that bears them. */

import type { HoldRefusal } from './ablation';
import type { Refusal } from './cells';

/** What each code carries. `core/locale/errors.ts` turns a code and its parameters into words. */
export interface ErrorParams {
  'file/not-found': { file: string };
  'file/not-granted': { file: string };
  'file/unreadable': { file: string; reason: string };
  'file/empty': { file: string };
  'file/binary': { file: string; line: number; column: number };
  'file/too-large': { file: string; bytes: number; limit: number };
  'file/encoding': { file: string; line: number; column: number; encoding: string };
  'file/format-unknown': { file: string };
  'file/changed': { file: string };

  'folder/not-a-folder': { file: string };
  'folder/empty': { file: string };
  'folder/no-files': { file: string; count: number; names: string[] };
  'folder/no-training-files': { file: string };
  'folder/too-many': { file: string; limit: number };
  'folder/outside': { file: string };
  'folder/same-name': { file: string; other: string };
  'folder/columns-differ': { file: string; other: string; missing: string[]; extra: string[] };
  'folder/channels-differ': { file: string; series: string; other: string; found: string[]; expected: string[] };
  'folder/lengths-differ': { file: string; other: string; found: number; expected: number };
  'folder/labels-differ': { file: string; other: string; found: string; expected: string };
  'folder/no-label': { file: string; count: number };
  'folder/left-out': { file: string; count: number; names: string[] };
  'folder/more-remarks': { file: string; count: number };

  'archive/broken': { file: string; reason: string };
  'archive/too-large': { file: string; limit: number };
  'archive/no-array': { file: string; names: string[] };
  'archive/unknown-part': { file: string; name: string; names: string[] };

  'table/ragged-rows': { file: string; lines: number[]; count: number; expected: number; found: number };
  'table/not-a-number': { file: string; line: number; column: number; name: string; text: string };
  'table/decimal-comma': { file: string; line: number; column: number; name: string; text: string };
  'table/no-numeric-column': { file: string };
  'table/no-rows': { file: string };
  'table/unknown-column': { file: string; name: string; columns: string[] };
  'table/time-of-day-alone': { file: string; name: string };
  'table/unclosed-quote': { file: string; line: number };
  'table/engine-unavailable': { reason: string };
  'table/query': { reason: string };
  'table/memory': { bytes: number; min: number; max: number };
  'table/rows-lost': { file: string; rows: number; kept: number; rejected: number };

  'ts/header': { file: string; line: number; text: string };
  'ts/no-data': { file: string };
  'ts/bad-series': { file: string; line: number; column: number; text: string };
  'ts/channel-count': { file: string; line: number; expected: number; found: number };
  'ts/unknown-label': { file: string; line: number; text: string; labels: string[] };
  'tsf/header': { file: string; line: number; text: string };
  'tsf/no-data': { file: string };
  'tsf/bad-series': { file: string; line: number; column: number; text: string };
  'tsf/fields': { file: string; line: number; expected: number; found: number };
  'arff/header': { file: string; line: number; text: string };
  'arff/bad-row': { file: string; line: number; column: number; text: string };
  'json/syntax': { file: string; line: number; column: number; reason: string };
  'json/shape': { file: string; path: string };
  'json/ragged': { file: string; path: string; expected: number; found: number };
  'json/no-steps': { file: string; path: string };
  'json/not-a-number': { file: string; path: string; name: string; text: string };
  'table/lists-too-large': { file: string; bytes: number; limit: number };
  'json/too-large': { file: string; bytes: number; limit: number };
  'json/too-wide': { file: string; count: number; limit: number };
  'xlsx/not-a-number': { file: string; sheet: string; cell: string; line: number; name: string; text: string };
  'xlsx/no-data': { file: string; names: string[] };
  'xlsx/too-large': { file: string; sheet: string; rows: number; columns: number; limit: number };
  'parquet/broken': { file: string; reason: string };
  'npy/header': { file: string; reason: string };
  'npy/truncated': { file: string; expected: number; found: number };
  'npy/shape': { file: string; shape: number[] };
  'npy/dtype': { file: string; dtype: string };

  'data/plain-among-marked': { file: string; count: number; channels: string[]; line: number; text: string };
  'data/rows-left-out': { file: string; count: number; rows: number; lines: number[] };
  'data/series-too-short': { file: string; series: string; length: number; window: number };
  'data/window': { length: number; stride: number };
  'data/not-finite': { file: string; count: number; series: string; step: number; channel: string; line: number };
  'data/filled': { file: string; count: number; series: string; step: number; channel: string; line: number };
  'data/one-class': { column: string; label: string };
  'data/empty-series': { file: string; series: string; line: number };
  'data/no-series': { file: string };
  'data/label-not-a-number': { file: string; line: number; name: string; text: string };
  'data/one-group': { file: string; series: string };
  'data/only-lone-classes': { file: string; count: number };
  'data/lone-classes': { file: string; count: number; labels: string[] };
  'data/too-short-to-split': {
    file: string;
    series: string;
    length: number;
    train: number;
    test: number;
    gap: number;
    least: number;
  };
  'data/left-out-missing': { file: string; part: string; count: number; of: number };
  'data/left-out-unlabelled': { file: string; part: string; count: number; of: number };
  'data/left-out-copies': { file: string; part: string; count: number; of: number };
  'data/nothing-left': { file: string; part: string; count: number };
  'data/clipped': { file: string; part: string; count: number; channels: string[] };
  'data/channels-differ': { file: string; train: number; test: number };
  'data/no-test-part': { file: string };
  'data/no-time-column': { file: string };
  'data/no-times': { file: string; series: string; line: number };
  'data/no-time-step': { file: string };
  'data/too-many-steps': { file: string; series: string; steps: number; limit: number };
  'data/unknown-series': { series: string };
  'data/store-full': { bytes: number };
  'data/store-failed': { reason: string };
  'data/synthetic': { name: string; value: number; min: number; max: number };

  'model/out-of-range': { name: string; value: number; min: number; max: number };
  'model/channels': { model: number; data: number };
  'model/cannot-hold': { quantity: string; layer: number; value: string; reason: HoldRefusal };
  'model/ablated': { file: string };
  'model/refused': { layer: number; reason: Refusal; input: number; output: number };
  'model/too-large': { bytes: number; limit: number };
  'safetensors/header': { file: string; reason: string };
  'safetensors/out-of-bounds': { file: string; tensor: string; begin: number; end: number; bytes: number };
  'pytorch/pickle': { file: string; reason: string; byte: number };
  'pytorch/forbidden': { file: string; name: string };
  'pytorch/tensor': { file: string; tensor: string; reason: string };
  'pytorch/big-endian': { file: string };
  'hdf5/broken': { file: string; reason: string; byte: number };
  'hdf5/unsupported': { file: string; feature: string; byte: number };
  'hdf5/too-large': { file: string; name: string; bytes: number; limit: number };
  'keras/not-a-model': { file: string; names: string[] };
  'keras/config': { file: string; path: string; reason: string };
  'keras/missing': { file: string; layer: string; count: number; found: number };
  'keras/shape': { file: string; layer: string; tensor: string; expected: number[]; found: number[] };
  'keras/no-recurrent': { file: string; layers: string[] };
  'keras/not-run': { file: string; layers: string[]; names: string[] };
  'keras/cannot-hold': { layer: number; reason: string };
  'onnx/broken': { file: string; reason: string; byte: number };
  'onnx/limit': { file: string; what: string; limit: number };
  'onnx/tensor': { file: string; tensor: string; reason: string };
  'onnx/external': { file: string; tensor: string; location: string };
  'onnx/outside': { file: string; tensor: string; location: string };
  'onnx/shape': { file: string; node: string; tensor: string; expected: number[]; found: number[] };
  'onnx/graph': { file: string; node: string; reason: string };
  'onnx/no-recurrent': { file: string; operators: string[] };
  'onnx/not-run': { file: string; node: string; reason: string };
  'onnx/cannot-hold': { layer: number; reason: string };
  'weights/dtype': { file: string; tensor: string; dtype: string };
  'weights/empty': { file: string };
  'weights/unknown': { file: string; begin: string };
  'weights/quantized': { file: string };
  'weights/no-lstm': { file: string; tensors: string[] };
  'weights/shape': { file: string; tensor: string; expected: number[]; found: number[] };
  'weights/missing': { file: string; tensor: string };
  'weights/too-large': { file: string; limit: number };
  'weights/choice': { file: string; key: string; value: string; choices: string[] };
  'weights/no-stack': { file: string; stack: string; stacks: string[] };
  'weights/own': { file: string; path: string };

  'parity/input': { file: string; shape: string; channels: number };
  'parity/expected': { file: string; shape: string; wanted: string[] };
  'parity/choice': { key: string; value: string; choices: string[] };
  'parity/lengths': { count: number; series: number; steps: number };
  'parity/no-test': { file: string; name: string; names: string[] };
  'parity/not-a-row': { file: string; series: number; step: number; value: number; rows: number };

  'run/no-data': Record<string, never>;
  'run/not-finite': { part: string; series: string };
  'run/not-a-row': { part: string; series: string; step: number; value: number; rows: number };
  'run/too-large': { bytes: number; limit: number };
  'run/gates-too-large': { series: string; bytes: number; limit: number };
  'kernel/unavailable': { kind: string; reason: string };
  'kernel/threads': { threads: number; min: number; max: number };
  'features/no-pooling': Record<string, never>;

  'filter/empty': Record<string, never>;
  'filter/syntax': { near: string; position: number };
  'filter/unclosed': { mark: string; position: number };
  'filter/ends-early': { position: number };
  'filter/unknown-name': { name: string; position: number; names: string[] };
  'filter/unknown-channel': { name: string; position: number; channels: string[] };
  'filter/unknown-function': { name: string; position: number; functions: string[] };
  'filter/types': { position: number };
  'filter/conversion': { text: string; position: number };
  'filter/refused': { reason: string; position: number };
  'filter/too-long': { seconds: number };

  'export/read-only': { file: string };
  'export/disk-full': { file: string };
  'export/failed': { file: string; reason: string };
  'export/same-file': { file: string };
  'export/inside-source': { file: string; folder: string };
  'export/cannot-hold': { file: string; format: string; value: string; reason: string };
  'export/unequal-lengths': { file: string; min: number; max: number };
  'export/no-features': { file: string; format: string };
  'export/unknown-extension': { file: string };
  'export/model-extension': { file: string; extensions: string[] };
  'export/left-out': { file: string; format: string; contents: string[] };

  'job/syntax': { file: string; line: number; column: number; reason: string };
  'job/field': { file: string; field: string; reason: string };

  'project/broken': { file: string; reason: string };
  'project/newer': { file: string; found: number; known: number };
  'project/in-use': { file: string };
  'project/too-large': { file: string; bytes: number; limit: number };
  'project/full': { limit: number };
  'project/not-saved': { file: string; reason: string };
  'project/file-changed': { file: string };
  'project/unknown-experiment': { id: number };

  'evaluation/out-of-range': { name: string; value: number; min: number; max: number };
  'evaluation/no-label': { file: string; part: string };
  'evaluation/one-class': { file: string; label: string };
  'evaluation/no-test-part': { file: string };
  'evaluation/few-rows': { file: string; rows: number; folds: number };
  'evaluation/few-groups': { file: string; groups: number; folds: number };
  'evaluation/fold-empty': { file: string; fold: number; folds: number };
  'evaluation/fold-one-class': { file: string; fold: number; folds: number; label: string };
  'evaluation/ridge-too-large': { rows: number; columns: number; bytes: number; limit: number };
  'evaluation/classes-only': { classifier: string };
  'evaluation/other-division': { place: number };
  'evaluation/forest-too-large': { trees: number; rows: number; limit: number; grown: number };

  'usage/unknown-command': { command: string };
  'usage/unknown-option': { option: string };
  'usage/missing-argument': { argument: string };
  'usage/bad-value': { option: string; value: string; expected: string };

  'engine/stopped': Record<string, never>;
  'engine/cancelled': Record<string, never>;
  'engine/unknown-handle': { handle: string };
  'engine/internal': { reason: string };
}

export type ErrorCode = keyof ErrorParams;

/** An error as it crosses a message port: plain data. */
export interface ErrorPayload<C extends ErrorCode = ErrorCode> {
  code: C;
  params: ErrorParams[C];
}

/** The only error class that the workbench throws on purpose. */
export class WorkbenchError<C extends ErrorCode = ErrorCode> extends Error {
  constructor(
    readonly code: C,
    readonly params: ErrorParams[C],
  ) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'WorkbenchError';
  }
}

/** Makes plain data of any thrown value; what is not a `WorkbenchError` becomes `engine/internal`. */
export function toPayload(thrown: unknown): ErrorPayload {
  if (thrown instanceof WorkbenchError) return { code: thrown.code, params: thrown.params };
  return {
    code: 'engine/internal',
    params: { reason: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) },
  };
}

/** The inverse of `toPayload` on the other side of a port. */
export function fromPayload(payload: ErrorPayload): WorkbenchError {
  return new WorkbenchError(payload.code, payload.params as never);
}
