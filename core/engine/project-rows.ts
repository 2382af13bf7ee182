/** What a project's rows hold, held to its types on the way in: the file may be anybody's. */

import { WorkbenchError } from '../contract/errors';
import { type Experiment, type Figure, PROJECT_LIMITS, type ProjectState } from '../contract/project';
import type { Job } from '../contract/specs';
import { type ViewName, VIEWS } from '../contract/view-names';
import { evaluationFrom } from './evaluation-field';
import { Field } from './field';
import { parseJob } from './job';
import { searchFrom } from './project-search';
import type { StoredFile } from './project-files';
import type { StoredRow } from './project-store';

/** Of the rows together; a program reads those of its own version and of older ones. */
export const PROJECT_FORMAT = 1;

export const FORMAT_ROW: StoredRow = { kind: 'format', id: 0, body: JSON.stringify({ version: PROJECT_FORMAT }) };

/** Text from a project's row. @throws job/field, job/syntax */
type Read<T> = (file: string, row: StoredRow) => T;

const ANY = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

export const fileFrom: Read<StoredFile> = (file, row) => {
  const root = rootOf(file, row);
  return {
    path: root.at('path').text(),
    isFolder: root.at('isFolder').oneOf([true, false]),
    sha256: root.at('sha256').nullOr((hash) => hash.text()),
  };
};

export const experimentFrom: Read<Experiment> = (file, row) => {
  const root = rootOf(file, row);
  const evaluation = root.at('specs').at('evaluation').nullOr(evaluationFrom);
  return {
    id: row.id,
    at: root.at('at').text(),
    name: shortText(root.at('name'), PROJECT_LIMITS.name),
    note: shortText(root.at('note'), PROJECT_LIMITS.note),
    starred: root.at('starred').oneOf([true, false]),
    specs: { ...specsFrom(file, root.at('specs')), evaluation },
    dataName: root.at('dataName').text(),
    modelName: root.at('modelName').nullOr((name) => name.text()),
    specHash: root.at('specHash').text(),
    kernel: root.at('kernel').text(),
    workbench: root.at('workbench').text(),
    durationMs: root.at('durationMs').number({ min: 0, max: Number.MAX_VALUE }),
    figures: root.at('figures').list().map(figureFrom),
  };
};

export const stateFrom: Read<ProjectState> = (file, row) => {
  const root = rootOf(file, row);
  const features = featuresOf(file, root.at('features'));
  const models = root
    .at('models')
    .list()
    .map((model) => ({
      name: model.at('name').nullOr((name) => shortText(name, PROJECT_LIMITS.name)),
      spec: jobOf(file, { dataset: SAMPLE, model: model.at('spec').value }).model,
    }));
  return {
    dataset: root.at('dataset').nullOr(({ value }) => jobOf(file, { dataset: value }).dataset),
    models,
    current: root.at('current').integer({ min: 0, max: Math.max(0, models.length - 1) }),
    features,
    view: root.at('view').oneOf<ViewName>(VIEWS),
    search: root.has('search')
      ? root.at('search').nullOr((search) => searchFrom(search, (base) => specsFrom(file, base)))
      : null,
  };
};

/** @throws project/newer, project/broken */
export function checkFormat(file: string, rows: readonly StoredRow[]): void {
  const row = rows.find(({ kind }) => kind === FORMAT_ROW.kind);
  const broken = new WorkbenchError('project/broken', { file, reason: 'format' });
  if (row === undefined) throw broken;
  let found: number;
  try {
    found = rootOf(file, row).at('version').integer({ min: 1, max: ANY.max });
  } catch {
    throw broken;
  }
  if (found > PROJECT_FORMAT) throw new WorkbenchError('project/newer', { file, found, known: PROJECT_FORMAT });
}

/** Stands for the data where a job is made of other parts alone. */
const SAMPLE = { source: { kind: 'sample', id: 'article' } };

function rootOf(file: string, { kind, id, body }: StoredRow): Field {
  try {
    return new Field(file, `${kind} ${id}`, JSON.parse(body));
  } catch {
    return new Field(file, `${kind} ${id}`, null);
  }
}

function specsFrom(file: string, specs: Field): Pick<Job, 'dataset' | 'model' | 'features'> {
  const [dataset, model, features] = ['dataset', 'model', 'features'].map((name) => specs.at(name).value);
  const job = jobOf(file, { dataset, model, features });
  return { dataset: job.dataset, model: job.model, features: job.features };
}

function featuresOf(file: string, features: Field): Job['features'] {
  return jobOf(file, { dataset: SAMPLE, features: features.value }).features;
}

/** Specs are held to what job files are held to. */
function jobOf(file: string, parts: Record<string, unknown>): Job {
  const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return parseJob(file, JSON.stringify({ version: 1, ...given, output: { file: 'features.csv', test: null } }));
}

function figureFrom(field: Field): Figure {
  const range = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };
  return {
    name: field.at('name').text(),
    mean: field.at('mean').number(range),
    deviation: field.at('deviation').nullOr((deviation) => deviation.number(range)),
  };
}

/** A text that may be empty, cut at its longest. */
function shortText({ value }: Field, longest: number): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}
