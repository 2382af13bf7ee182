/** Job files: defaults, round trip, and every fault by line or by field. */

import { describe, expect, it } from 'vitest';
import type { WorkbenchError } from '../../../core/contract/errors';
import { CELLS } from '../../../core/contract/cells';
import { DEFAULT_FEATURES, DEFAULT_MODEL, type Job } from '../../../core/contract/specs';
import { jobText, parseJob } from '../../../core/engine/job';

const SMALL = {
  version: 1,
  dataset: { source: { kind: 'file', file: 'walk.csv' } },
  output: { file: 'features.csv' },
};

const FULL: Job = {
  version: 1,
  task: 'gates',
  dataset: {
    source: { kind: 'file', file: 'walk_TRAIN.ts', test: { file: 'walk_TEST.ts' } },
    reading: {
      format: 'csv',
      encoding: 'utf-8',
      delimiter: '^',
      header: false,
      array: 'X_train',
      sheet: 'Walks',
      decimal: ',',
      layout: 'long',
      channels: ['a', 'b'],
      label: null,
      series: 'id',
      time: null,
      window: { length: 32, stride: 8 },
      windowLabel: 'last',
      labelAs: 'number',
      quote: 'none',
      comment: null,
      thousands: '.',
      missingText: ['-999'],
      badRows: 'leave-out',
      timeForm: 'epoch-ms',
      timeOrder: 'sort',
      timeDuplicates: 'first',
      timeGaps: 'resample',
      timeStep: 0.5,
    },
    missing: 'linear',
    scaling: 'minmax',
    split: { by: 'time', test: 0.25, stratified: false, seed: 7, gap: 12 },
    leaveOut: ['missing'],
    clip: 'fences',
  },
  model: {
    kind: 'random',
    hidden: 8,
    layers: 2,
    bidirectional: true,
    bias: false,
    init: 'keras',
    forgetBias: 1,
    seed: 3,
  },
  features: { poolings: ['last', 'cell'], layers: [1] },
  gates: { sequence: '4' },
  output: { file: 'gates.csv', test: null },
};

function fault(text: string): Pick<WorkbenchError, 'code' | 'params'> {
  try {
    parseJob('job.json', text);
  } catch (thrown) {
    return thrown as WorkbenchError;
  }
  throw new Error('no error');
}

describe('parseJob', () => {
  it('fills in the defaults', () => {
    expect(parseJob('job.json', JSON.stringify(SMALL))).toEqual({
      version: 1,
      task: 'features',
      dataset: {
        source: { kind: 'file', file: 'walk.csv', test: 'none' },
        reading: {},
        missing: 'refuse',
        scaling: 'zscore',
      },
      model: DEFAULT_MODEL,
      features: DEFAULT_FEATURES,
      gates: { sequence: null },
      output: { file: 'features.csv', test: null },
    });
  });

  it('scales nothing by itself for opened weights', () => {
    const job = parseJob('job.json', JSON.stringify({ ...SMALL, model: { kind: 'file', file: 'w.safetensors' } }));
    expect(job.dataset.scaling).toBe('none');
  });

  it('reads back what jobText wrote', () => {
    expect(parseJob('job.json', jobText(FULL))).toEqual(FULL);
  });

  it('takes a spectral radius within its limits', () => {
    const model = { ...FULL.model, init: 'spectral', spectralRadius: 0.8 };
    expect(parseJob('job.json', JSON.stringify({ ...SMALL, model })).model).toEqual(model);
    expect(fault(JSON.stringify({ ...SMALL, model: { ...model, spectralRadius: 0 } }))).toMatchObject({
      code: 'job/field',
      params: { field: 'model.spectralRadius' },
    });
  });

  it('takes cells by name and in full, and what is chosen of a file', () => {
    const withModel = (model: object) => parseJob('job.json', JSON.stringify({ ...SMALL, model })).model;
    const others = { projection: 4, backward: true, residual: true };
    expect(withModel({ ...FULL.model, ...others, cell: 'coupled' })).toEqual({
      ...FULL.model,
      ...others,
      cell: CELLS.coupled,
    });
    for (const cell of Object.values(CELLS)) expect(withModel({ ...FULL.model, cell })).toMatchObject({ cell });
    const relu = { kind: 'rnn', activation: 'relu', clip: 3 };
    expect(withModel({ ...FULL.model, cell: relu })).toMatchObject({
      cell: { kind: 'rnn', activation: { name: 'relu', alpha: null, beta: null }, clip: 3 },
    });
    const file = { kind: 'file', file: 'w.h5', stack: 'lstm > lstm_1', choices: { activation: 'relu' } };
    expect(withModel(file)).toEqual(file);
  });

  it('takes a folder with what is said of it', () => {
    const source = { kind: 'folder', folder: 'walks', labelFrom: 'name', namePart: -1, contents: 'series' } as const;
    const job = parseJob('job.json', JSON.stringify({ ...SMALL, dataset: { source } }));
    expect(job.dataset.source).toEqual(source);
    expect(parseJob('job.json', jobText(job))).toEqual(job);
    const faulty = { ...SMALL, dataset: { source: { ...source, labelFrom: 'file' } } };
    expect(fault(JSON.stringify(faulty)).params).toMatchObject({ field: 'dataset.source.labelFrom' });
  });

  it('names line and column of a syntax error', () => {
    expect(fault('{\n  "version": 1,\n  "task" "features"\n}')).toMatchObject({
      code: 'job/syntax',
      params: { file: 'job.json', line: 3, column: 10 },
    });
  });

  it.each([
    ['version', { ...SMALL, version: 2 }, 'version'],
    ['a missing dataset', { version: 1, output: { file: 'a' } }, 'dataset'],
    ['an unknown field', { ...SMALL, modle: {} }, 'modle'],
    ['a wrong list', { ...SMALL, features: { poolings: ['last', 'median'] } }, 'features.poolings[1]'],
    ['a million units', { ...SMALL, model: { ...FULL.model, hidden: 1e6 } }, 'model.hidden'],
    ['an unknown cell', { ...SMALL, model: { ...FULL.model, cell: 'elman' } }, 'model.cell'],
    [
      'an unknown activation',
      { ...SMALL, model: { ...FULL.model, cell: { kind: 'rnn', activation: { name: 'step' } } } },
      'model.cell.activation.name',
    ],
    [
      'an unknown assumption',
      { ...SMALL, model: { kind: 'file', file: 'w', choices: { colour: 'red' } } },
      'model.choices.colour',
    ],
    ['no units', { ...SMALL, model: { ...FULL.model, hidden: 0 } }, 'model.hidden'],
    [
      'a window of nothing',
      { ...SMALL, dataset: { ...SMALL.dataset, reading: { window: { length: 0, stride: 1 } } } },
      'dataset.reading.window.length',
    ],
    [
      'a letter for the delimiter',
      { ...SMALL, dataset: { ...SMALL.dataset, reading: { delimiter: 'x' } } },
      'dataset.reading.delimiter',
    ],
    [
      'a test part of everything',
      { ...SMALL, dataset: { ...SMALL.dataset, split: { ...FULL.dataset.split, test: 1 } } },
      'dataset.split.test',
    ],
    [
      'an unknown form of time',
      { ...SMALL, dataset: { ...SMALL.dataset, reading: { timeForm: 'julian' } } },
      'dataset.reading.timeForm',
    ],
    ['a number for a name', { ...SMALL, output: { file: 7 } }, 'output.file'],
    ['an unknown field of the gates', { ...SMALL, gates: { sequence: '1', part: 'test' } }, 'gates.part'],
    ['an array for the whole', [], '(root)'],
  ])('names the field of %s', (_, json, field) => {
    expect(fault(JSON.stringify(json))).toMatchObject({ code: 'job/field', params: { file: 'job.json', field } });
  });
});
