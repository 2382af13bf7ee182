/** Every error code is explained in both languages: what, where and what to do, with its numbers made fit to read. */

import { describe, expect, test } from 'vitest';
import type { ErrorCode, ErrorParams, ErrorPayload } from '../../../core/contract/errors';
import { explain } from '../../../core/locale/explain';

const file = 'walk.csv';

/** One example of every code; the type asks for all of them. */
const examples: { [C in ErrorCode]: ErrorParams[C] } = {
  'file/not-found': { file },
  'file/not-granted': { file },
  'file/unreadable': { file, reason: 'EISDIR' },
  'file/empty': { file },
  'file/binary': { file, line: 3, column: 7 },
  'file/too-large': { file, bytes: 5_000_000_000, limit: 1_500_000_000 },
  'file/encoding': { file, line: 3, column: 7, encoding: 'utf-8' },
  'file/format-unknown': { file },
  'file/changed': { file },
  'folder/not-a-folder': { file },
  'folder/empty': { file },
  'folder/no-files': { file, count: 2, names: ['notes.doc', '.hidden'] },
  'folder/no-training-files': { file },
  'folder/too-many': { file, limit: 200_000 },
  'folder/outside': { file },
  'folder/same-name': { file, other: 'walk/1.CSV' },
  'folder/columns-differ': { file, other: 'walk/1.csv', missing: ['speed'], extra: ['sped'] },
  'folder/channels-differ': {
    file,
    series: 'ben',
    other: 'anna',
    found: ['x', 'y'],
    expected: ['x', 'y', 'z'],
  },
  'folder/lengths-differ': { file, other: 'ben/x.csv', found: 40, expected: 41 },
  'folder/labels-differ': { file, other: 'ben/x.csv', found: 'run', expected: 'walk' },
  'folder/no-label': { file, count: 3 },
  'folder/left-out': { file, count: 2, names: ['notes.doc', 'README.md'] },
  'folder/more-remarks': { file, count: 12 },
  'export/inside-source': { file, folder: 'walks' },
  'archive/broken': { file, reason: 'archive-cut' },
  'archive/too-large': { file, limit: 1_500_000_000 },
  'archive/no-array': { file, names: ['names'] },
  'archive/unknown-part': { file, name: 'Z', names: ['X', 'y'] },
  'table/ragged-rows': { file, lines: [3, 8], count: 2, expected: 5, found: 4 },
  'table/not-a-number': { file, line: 3, column: 7, name: 'speed', text: 'fast' },
  'table/decimal-comma': { file, line: 3, column: 7, name: 'speed', text: '1,5' },
  'table/no-numeric-column': { file },
  'table/no-rows': { file },
  'table/unknown-column': { file, name: 'sped', columns: ['speed', 'time'] },
  'table/unclosed-quote': { file, line: 3 },
  'table/engine-unavailable': { reason: 'no native part for this system' },
  'table/query': { reason: 'Out of Memory Error' },
  'table/memory': { bytes: 64_000_000_000, min: 256_000_000, max: 16_000_000_000 },
  'table/rows-lost': { file, rows: 10, kept: 8, rejected: 1 },
  'ts/header': { file, line: 3, text: 'oops' },
  'ts/no-data': { file },
  'ts/bad-series': { file, line: 3, column: 7, text: 'oops' },
  'ts/channel-count': { file, line: 3, expected: 6, found: 5 },
  'ts/unknown-label': { file, line: 3, text: 'oops', labels: ['a', 'b'] },
  'tsf/header': { file, line: 3, text: 'oops' },
  'tsf/no-data': { file },
  'tsf/bad-series': { file, line: 3, column: 7, text: 'oops' },
  'tsf/fields': { file, line: 3, expected: 3, found: 5 },
  'arff/header': { file, line: 3, text: 'oops' },
  'arff/bad-row': { file, line: 3, column: 7, text: 'oops' },
  'json/syntax': { file, line: 3, column: 7, reason: 'ValueExpected' },
  'json/shape': { file, path: '$[3]' },
  'json/ragged': { file, path: '$[3].speed', expected: 5, found: 4 },
  'json/no-steps': { file, path: '$[3].speed' },
  'json/not-a-number': { file, path: '$[3].speed', name: 'speed', text: 'fast' },
  'table/lists-too-large': { file, bytes: 400_000_000, limit: 268_435_456 },
  'json/too-large': { file, bytes: 200_000_000, limit: 134_217_728 },
  'json/too-wide': { file, count: 20_000, limit: 10_000 },
  'xlsx/not-a-number': { file, sheet: 'Walk', cell: 'C3', line: 3, name: 'speed', text: 'fast' },
  'xlsx/no-data': { file, names: ['Sheet1', 'Sheet2'] },
  'xlsx/too-large': { file, sheet: 'Walk', rows: 1_000_000, columns: 16_384, limit: 20_000_000 },
  'parquet/broken': { file, reason: 'no magic bytes' },
  'npy/header': { file, reason: 'oops' },
  'npy/truncated': { file, expected: 80_000, found: 900 },
  'npy/shape': { file, shape: [3, 0, 5, 6] },
  'npy/dtype': { file, dtype: 'complex64' },
  'data/rows-left-out': { file: 'walk.csv', count: 2, rows: 40, lines: [3, 12] },
  'data/series-too-short': { file, series: 'day 1', length: 40, window: 64 },
  'data/window': { length: 0, stride: 12 },
  'data/not-finite': { file, count: 9, series: 'day 1', step: 17, channel: 'speed', line: 3 },
  'data/one-class': { column: 'kind', label: 'walk' },
  'data/filled': { file: 'walk.csv', count: 12, series: '4', step: 2, channel: 'x', line: 3 },
  'data/empty-series': { file, series: 'day 1', line: 3 },
  'data/no-series': { file },
  'data/label-not-a-number': { file, line: 3, name: 'target', text: 'high' },
  'data/one-group': { file, series: '0' },
  'data/only-lone-classes': { file, count: 3 },
  'data/lone-classes': { file, count: 2, labels: ['x', 'y'] },
  'data/too-short-to-split': { file, series: 's1', length: 12, train: 5, test: 6, gap: 1, least: 6 },
  'data/left-out-missing': { file, part: 'train', count: 1, of: 8 },
  'data/left-out-unlabelled': { file, part: 'train', count: 1, of: 8 },
  'data/left-out-copies': { file, part: 'test', count: 2, of: 8 },
  'data/nothing-left': { file, part: 'train', count: 8 },
  'data/clipped': { file, part: 'test', count: 5, channels: ['x', 'y'] },
  'data/channels-differ': { file, train: 3, test: 2 },
  'data/no-test-part': { file: 'walk.csv' },
  'data/no-time-column': { file },
  'data/no-times': { file, series: 's1', line: 3 },
  'data/no-time-step': { file },
  'data/too-many-steps': { file, series: 's1', steps: 1_000_000_000, limit: 67_108_864 },
  'data/unknown-series': { series: 'day 1' },
  'data/store-full': { bytes: 3_000_000_000 },
  'data/store-failed': { reason: 'EIO' },
  'data/synthetic': { name: 'steps', value: 2, min: 4, max: 10_000 },
  'model/out-of-range': { name: 'hidden', value: 1_000_000, min: 1, max: 1024 },
  'model/channels': { model: 3, data: 2 },
  'model/refused': { layer: 1, reason: 'residual-of-other-size', input: 3, output: 16 },
  'model/too-large': { bytes: 5_000_000_000, limit: 1_500_000_000 },
  'safetensors/header': { file, reason: 'oops' },
  'safetensors/out-of-bounds': { file, tensor: 'weight_hh_l0', begin: 10, end: 99, bytes: 64 },
  'weights/dtype': { file, tensor: 'weight_hh_l0', dtype: 'BF16' },
  'weights/empty': { file },
  'weights/unknown': { file, begin: '<!DOCTYPE html>' },
  'weights/quantized': { file },
  'weights/no-lstm': { file, tensors: ['linear.weight'] },
  'weights/shape': { file, tensor: 'weight_hh_l0', expected: [40, 10], found: [40, 9] },
  'weights/missing': { file, tensor: 'weight_hh_l0' },
  'weights/too-large': { file, limit: 1_500_000_000 },
  'weights/choice': { file, key: 'head-takes', value: 'first', choices: ['step', 'states'] },
  'weights/no-stack': { file, stack: 'encoder', stacks: ['lstm1', 'lstm2'] },
  'weights/own': { file, path: 'config.layers[0].hidden' },
  'pytorch/pickle': { file, reason: 'opcode', byte: 120 },
  'pytorch/forbidden': { file, name: 'posix.system' },
  'pytorch/tensor': { file, tensor: 'lstm.bias_ih_l0', reason: 'outside-storage' },
  'pytorch/big-endian': { file },
  'onnx/broken': { file, reason: 'onnx-cut', byte: 1200 },
  'onnx/limit': { file, what: 'nodes', limit: 100_000 },
  'onnx/tensor': { file, tensor: 'W', reason: 'onnx-size' },
  'onnx/external': { file, tensor: 'W', location: 'weights.bin' },
  'onnx/outside': { file, tensor: 'W', location: '../weights.bin' },
  'onnx/shape': { file, node: 'LSTM_1', tensor: 'W', expected: [1, 40, 3], found: [1, 40, 2] },
  'onnx/graph': { file, node: 'Add_3', reason: 'onnx-cycle' },
  'onnx/no-recurrent': { file, operators: ['Conv', 'Relu'] },
  'onnx/not-run': { file, node: 'LSTM_1', reason: 'onnx-subgraph' },
  'onnx/cannot-hold': { layer: 1, reason: 'onnx-projection' },
  'table/time-of-day-alone': { file, name: 'Time' },
  'data/plain-among-marked': { file, count: 2, channels: ['share'], line: 3, text: '12' },
  'model/cannot-hold': { quantity: 'f', layer: 0, value: '1', reason: 'coupled' },
  'model/ablated': { file },
  'evaluation/out-of-range': { name: 'seeds', value: 0, min: 1, max: 100 },
  'evaluation/no-label': { file, part: 'test' },
  'evaluation/one-class': { file, label: 'a' },
  'evaluation/no-test-part': { file },
  'evaluation/few-rows': { file, rows: 3, folds: 5 },
  'evaluation/few-groups': { file, groups: 2, folds: 5 },
  'evaluation/fold-empty': { file, fold: 1, folds: 5 },
  'evaluation/fold-one-class': { file, fold: 1, folds: 5, label: 'a' },
  'evaluation/ridge-too-large': { rows: 1e6, columns: 1e6, bytes: 8e12, limit: 4e9 },
  'evaluation/classes-only': { classifier: 'svm' },
  'evaluation/other-division': { place: 2 },
  'evaluation/forest-too-large': { trees: 500, rows: 1e6, limit: 1e8, grown: 3 },

  'project/broken': { file, reason: 'not a database' },
  'project/newer': { file, found: 2, known: 1 },
  'project/in-use': { file },
  'project/too-large': { file, bytes: 3e8, limit: 2e8 },
  'project/full': { limit: 100_000 },
  'project/not-saved': { file, reason: 'disk full' },
  'project/file-changed': { file },
  'project/unknown-experiment': { id: 7 },

  'parity/input': { file, shape: '(2, 20, 3)', channels: 4 },
  'parity/expected': { file, shape: '(7, 7)', wanted: ['(2, 20, 9)', '(2, 9)'] },
  'parity/choice': { key: 'expected', value: 'c_n', choices: ['output'] },
  'parity/lengths': { count: 3, series: 5, steps: 14 },
  'parity/no-test': { file, name: 'a', names: ['b'] },
  'parity/not-a-row': { file, series: 2, step: 5, value: 0.5, rows: 100 },
  'hdf5/broken': { file, reason: 'hdf5-cycle', byte: 1200 },
  'hdf5/unsupported': { file, feature: 'filter 32000', byte: 1200 },
  'hdf5/too-large': { file, name: 'lstm/kernel', bytes: 5_000_000_000, limit: 1_500_000_000 },
  'keras/not-a-model': { file, names: ['measured'] },
  'keras/config': { file, path: 'config', reason: 'keras-not-json' },
  'keras/missing': { file, layer: 'lstm', count: 3, found: 2 },
  'keras/shape': { file, layer: 'lstm', tensor: 'kernel', expected: [2, 16], found: [2, 12] },
  'keras/no-recurrent': { file, layers: ['dense (Dense)'] },
  'keras/not-run': { file, layers: ['conv1d (Conv1D)'], names: ['lstm'] },
  'keras/cannot-hold': { layer: 1, reason: 'keras-projection' },
  'run/no-data': {},
  'run/not-a-row': { part: 'train', series: 'day 1', step: 3, value: 2.5, rows: 128 },
  'run/not-finite': { part: 'train', series: 'day 1' },
  'run/too-large': { bytes: 5_000_000_000, limit: 1_500_000_000 },
  'run/gates-too-large': { series: 'A', bytes: 5_000_000_000, limit: 1_500_000_000 },
  'kernel/unavailable': { kind: 'native', reason: 'not-built' },
  'kernel/threads': { threads: 0, min: 1, max: 256 },
  'features/no-pooling': {},
  'filter/empty': {},
  'filter/syntax': { near: 'and', position: 16 },
  'filter/unclosed': { mark: '(', position: 3 },
  'filter/ends-early': { position: 9 },
  'filter/unknown-name': { name: 'foo', position: 4, names: ['index', 'id', 'label', 'part', 'length', 'mean(x)'] },
  'filter/unknown-channel': { name: 'z', position: 6, channels: ['x', 'y'] },
  'filter/unknown-function': { name: 'average', position: 1, functions: ['count', 'mean'] },
  'filter/types': { position: 7 },
  'filter/conversion': { text: 'a', position: 25 },
  'filter/refused': { reason: 'cannot take square root of a negative number', position: 1 },
  'filter/too-long': { seconds: 10 },
  'export/read-only': { file },
  'export/disk-full': { file },
  'export/failed': { file, reason: 'oops' },
  'export/same-file': { file },
  'export/cannot-hold': { file, format: 'ts', value: 'a b', reason: 'label-marks' },
  'export/unequal-lengths': { file, min: 29, max: 361 },
  'export/no-features': { file, format: 'ts' },
  'export/unknown-extension': { file },
  'export/model-extension': { file, extensions: ['safetensors', 'onnx'] },
  'export/left-out': { file, format: 'npy', contents: ['ids', 'labels'] },
  'job/syntax': { file, line: 3, column: 7, reason: 'oops' },
  'job/field': { file, field: 'model.hidden', reason: 'oops' },
  'usage/unknown-command': { command: 'fetch' },
  'usage/unknown-option': { option: '--colour' },
  'usage/missing-argument': { argument: '-o OUT.csv' },
  'usage/bad-value': { option: '--seed', value: 'x', expected: '0 to 9' },
  'engine/stopped': {},
  'engine/cancelled': {},
  'engine/unknown-handle': { handle: 'dataset-7' },
  'engine/internal': { reason: 'oops' },
};

const payloads = Object.entries(examples).map(([code, params]) => ({ code, params }) as ErrorPayload);

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  test.each(payloads)('$code says what, where and what to do', (payload) => {
    const { title, what, where, cure } = explain(language, payload);
    for (const text of [title, what, cure]) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/\{\w+\}|undefined|NaN|null/);
    }
    const params: Record<string, unknown> = { ...payload.params };
    if (typeof params.file === 'string') {
      expect(what.startsWith(where)).toBe(true);
      expect(where).toContain('walk.csv');
      if ('line' in params) expect(where).toMatch(language === 'en' ? /line 3\b/ : /第 3 行/);
      if ('column' in params) expect(where).toMatch(language === 'en' ? /column 7\b/ : /第 7 列/);
    } else {
      expect(where).toBe('');
    }
  });
});

/** The words for a payload whose parameters are checked against its code. */
function words<C extends ErrorCode>(language: 'en' | 'zh-CN', code: C, params: ErrorParams[C]) {
  return explain(language, { code, params });
}

describe('an explanation', () => {
  test('names ragged lines in both languages', () => {
    const params = { file, lines: [3, 8], count: 2, expected: 5, found: 4 };
    expect(words('en', 'table/ragged-rows', params).what).toBe(
      'walk.csv: not every row has 5 fields. Rows that differ: 2, the first in lines 3, 8 (fields in the first of them: 4).',
    );
    expect(words('zh-CN', 'table/ragged-rows', params).what).toBe(
      'walk.csv：并非每行都有 5 个字段。不符的有 2 行，最前面的行号：3、8（其中第一行有 4 个字段）。',
    );
  });

  test('cuts long lists and says how many are left', () => {
    const lines = Array.from({ length: 20 }, (_, index) => index + 10_001);
    const { what } = words('en', 'table/ragged-rows', { file, lines, count: 12_345, expected: 5, found: 4 });
    expect(what).toContain(
      '12,345, the first in lines 10001, 10002, 10003, 10004, 10005, 10006, 10007, 10008, and 12 more',
    );
  });

  test('tells sizes in units for people', () => {
    expect(words('en', 'file/too-large', { file, bytes: 2_147_483_648, limit: 1_500_000_000 }).what).toContain(
      '2.1 GB; at most 1.5 GB',
    );
    expect(words('en', 'run/too-large', { bytes: 999_960, limit: 999 }).what).toContain(
      '1 MB of memory; the limit is 999 B',
    );
  });

  test('leaves offsets in a file exact and writes shapes as Python does', () => {
    const outside = words('en', 'safetensors/out-of-bounds', {
      file,
      tensor: 'w',
      begin: 8,
      end: 1_048_576,
      bytes: 640,
    });
    expect(outside.what).toContain('bytes 8 to 1,048,576, but there are 640 bytes');
    expect(words('zh-CN', 'npy/shape', { file, shape: [3, 0] }).what).toContain('(3, 0)');
  });

  test('leaves the line out where a format has none', () => {
    const { where } = words('en', 'data/empty-series', { file: 'x.npy', series: '4', line: 0 });
    expect(where).toBe('x.npy');
  });

  test('puts names, reasons and parts that are codes into words', () => {
    expect(words('en', 'model/out-of-range', { name: 'hidden', value: 1_000_000, min: 1, max: 1024 }).what).toBe(
      'Hidden units cannot be 1,000,000.',
    );
    expect(words('zh-CN', 'file/unreadable', { file, reason: 'EISDIR' }).what).toContain('它是一个文件夹');
    expect(words('en', 'file/unreadable', { file, reason: 'EWEIRD' }).what).toContain('EWEIRD');
    expect(words('zh-CN', 'run/not-finite', { part: 'test', series: 'a' }).what).toContain('测试集的序列 a');
  });

  test('names the setting for missing marks with the text of the cell', () => {
    const cell = { file, line: 3, column: 7, name: 'speed', text: 'n.d.', sheet: 'a', cell: 'C3', path: '$' };
    for (const code of ['table/not-a-number', 'xlsx/not-a-number', 'json/not-a-number'] as const) {
      expect(words('en', code, cell).cure).toContain('“Also missing” (command line: --missing-text "n.d.")');
      expect(words('zh-CN', code, cell).cure).toContain('--missing-text "n.d."');
    }
  });

  test('does not take a column of the user for a setting', () => {
    const cell = { file, line: 3, column: 7, name: 'hidden', text: 'x' };
    expect(words('zh-CN', 'table/not-a-number', cell).what).toContain('列“hidden”');
  });

  test('keeps foreign text to one line of bearable length, whole characters only', () => {
    const text = `a\nb\u0000c\u202E${'😀'.repeat(500)}`;
    const { what } = words('en', 'table/not-a-number', { file, line: 3, column: 7, name: 'speed', text });
    expect(what).not.toMatch(/[\p{Cc}\p{Cf}]|\p{Surrogate}/u);
    expect([...what].length).toBeLessThan(140);
    expect(what).toContain('a b c 😀');
  });
});
