/** Gathers what a report tells: views that the window has too, and evaluations that are there. */

import type { Entrant } from '../contract/evaluation';
import { REPORT_COLUMNS, type ReportView } from '../contract/report';
import type { FeaturesSpec, ModelSpec } from '../contract/specs';
import { compareEvaluations } from './compare';
import type { Dataset } from './datasets';
import type { Evaluation } from './evaluation-results';
import { featuresView } from './features-view';
import { gatesView } from './gates-view';
import type { Holdings } from './holdings';
import { weightsChecksum } from './model-checksum';
import { originOf } from './provenance';
import { qualityView } from './quality-view';
import { computeGates } from './runs';
import { classMeans } from './statistics-view';
import type { Task } from './task';

/** The model is run where it was not. @throws evaluation/other-division, engine/cancelled and what a run throws */
export async function reportView(
  held: Holdings,
  task: Task,
  dataset: Dataset,
  model: ModelSpec,
  features: FeaturesSpec,
  evaluations: readonly Evaluation[],
): Promise<ReportView> {
  const { host } = held;
  const run = await held.runOnce(task, dataset, model);
  const quality = await qualityView(dataset, task);
  const means = await classMeans(dataset, { part: 'train', channel: 0, width: REPORT_COLUMNS, scaled: true }, task);
  const series = { part: 'train', index: 0 } as const;
  const gates = await computeGates(run, series, run.kernel, task);
  const { layer, direction } = run.view.model.shapes[0];
  const range = { from: 0, to: gates.length, width: REPORT_COLUMNS, units: [] };
  const checksum = await task.drive(weightsChecksum(host, run.model.weights), async () => undefined);
  const views = evaluations.map(({ view }) => view);
  const made = views.map(({ entrant, spec }) => ({ entrant: named(entrant, (file) => fileName(held, file)), spec }));
  const origin = originOf(host, run.kernel, dataset, run, { task: 'report', features, evaluations: made });
  return {
    dataset: dataset.view,
    quality,
    means,
    model,
    features,
    settings: run.view.model,
    checksum,
    scatter: featuresView(run, features).scatter,
    gates: gatesView(run, gates, { series, layer, direction, ...range }),
    evaluation: views.find(({ entrant }) => entrant.kind === 'model') ?? null,
    comparison: views.length < 2 ? null : compareEvaluations(evaluations),
    compared: views,
    provenance: JSON.stringify(origin, null, 2),
  };
}

/** Paths and grants mean nothing on another machine. */
function named(entrant: Entrant, nameOf: (file: string) => string): Entrant {
  const { model } = entrant;
  return model.kind === 'file' ? { ...entrant, model: { ...model, file: nameOf(model.file) } } : entrant;
}

function fileName({ host }: Holdings, file: string): string {
  return host.baseName(host.resolve(file, 'read'));
}
