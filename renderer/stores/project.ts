/** The project: it keeps every run, and where the user is, and brings both back when it is opened again. */

import { type ComputedRef, computed, type ShallowRef, shallowRef, watch } from 'vue';
import type { Grant } from '../../core/contract/api';
import type {
  Experiment,
  ExperimentChange,
  ExperimentsPage,
  ExperimentsQuery,
  ProjectState,
  ProjectView,
} from '../../core/contract/project';
import type { EvaluationHandle } from '../../core/contract/evaluation';
import { desktop, engine } from '../bridge';
import type { Opening } from './opening';
import type { SessionState } from './session-state';
import type { useView } from './view';
import { sameSpec, type useWork } from './work';

/** After the last change of the settings, in milliseconds. */
const SAVE_AFTER_MS = 400;
/** Experiments of a project without a file that a new engine is given back, when the one before is gone. */
const MOST_MIRRORED = 1000;

export interface ProjectActions {
  project: Readonly<ShallowRef<ProjectView | null>>;
  /** Grows with every change of the experiments. */
  experimentsChanged: Readonly<ShallowRef<number>>;
  /** Experiments that were deleted last, to be put back. */
  deleted: ComputedRef<readonly Experiment[]>;
  openProject(): Promise<void>;
  openProjectGrant(grant: Grant): Promise<void>;
  saveProject(): Promise<void>;
  newProject(): Promise<void>;
  findExperiments(query: ExperimentsQuery): Promise<ExperimentsPage | null>;
  changeExperiment(id: number, change: ExperimentChange): Promise<void>;
  deleteExperiments(experiments: readonly Experiment[]): Promise<void>;
  restoreDeleted(): Promise<void>;
  /** Sets everything as it was in an experiment, opens its data and runs it. */
  repeatExperiment(experiment: Experiment): Promise<void>;
}

export interface ProjectKeeping extends ProjectActions {
  /** Keeps a run that has ended. */
  keepRun(): Promise<void>;
  /** Keeps what a model's evaluation came to. */
  keepEvaluation(evaluation: EvaluationHandle): Promise<void>;
  /** A new engine is there: gives it the project that the one before had. */
  reopenProject(): Promise<void>;
  /** Begins to keep where the user is. */
  beginKeeping(): void;
}

export function createProject(
  state: SessionState,
  work: ReturnType<typeof useWork>,
  view: ReturnType<typeof useView>,
  opening: Opening,
  startRun: () => Promise<void>,
): ProjectKeeping {
  const project = shallowRef<ProjectView | null>(null);
  const experimentsChanged = shallowRef(0);
  const deleted = shallowRef<readonly Experiment[]>([]);
  /** Of the file; null while the project is in memory. */
  let grant: Grant | null = null;
  let mirror: readonly Experiment[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let keptState: ProjectState | null = null;
  const keptRuns = new Set<string>();

  /** Does what may fail; null where it did, which is told. */
  async function trying<T>(action: () => Promise<T>): Promise<T | null> {
    try {
      return await action();
    } catch (thrown) {
      state.report(thrown);
      return null;
    }
  }

  function take(opened: ProjectView, of: Grant | null): void {
    grant = of;
    project.value = opened;
    deleted.value = [];
    mirror = [];
    keptRuns.clear();
    experimentsChanged.value += 1;
  }

  /** What the engine did not bring to the disk is told once. */
  async function changed(): Promise<void> {
    const before = project.value?.problem ?? null;
    project.value = await engine.project();
    experimentsChanged.value += 1;
    const { problem } = project.value;
    if (problem !== null && !sameSpec(problem, before)) state.say({ kind: 'error', error: problem });
  }

  function present(): ProjectState {
    const { models, current, features, dataset } = work.specs;
    return {
      dataset,
      models: models.map(({ name, spec }) => ({ name, spec })),
      current: models.findIndex(({ id }) => id === current),
      features,
      view: view.current,
      search: state.search.value,
    };
  }

  async function keepState(): Promise<void> {
    timer = null;
    const now = present();
    if (grant === null || state.engineState.value !== 'ready' || sameSpec(now, keptState)) return;
    keptState = now;
    await trying(async () => {
      await engine.keepState(now);
      await changed();
    });
  }

  function beginKeeping(): void {
    watch([() => work.specs, () => view.current, state.search], () => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void keepState(), SAVE_AFTER_MS);
    });
  }

  async function openProjectGrant(of: Grant): Promise<void> {
    const opened = await trying(() => state.track('open', (call) => engine.openProject(call, of.file)));
    if (opened === null) return;
    state.dismissErrors();
    take(opened, of);
    await desktop.rememberFile(of.file);
    await opening.loadRecent();
    for (const { name } of opened.lost)
      state.say({
        kind: 'warning',
        title: 'experiments.lost',
        text: 'experiments.lostText',
        params: { file: name },
      });
    if (opened.unreadable > 0)
      state.say({ kind: 'warning', title: 'experiments.unreadable', params: { count: opened.unreadable } });
    keptState = opened.state;
    if (opened.state === null) return view.go('experiments');
    const { models, current, features, dataset } = opened.state;
    work.restore(models, current, features);
    state.search.value = opened.state.search;
    if (dataset !== null) await opening.openSpec(dataset);
    view.go(state.dataset.value === null ? 'experiments' : opened.state.view);
  }

  async function openProject(): Promise<void> {
    const chosen = await desktop.chooseProject();
    if (chosen !== null) await openProjectGrant(chosen);
  }

  async function saveProject(): Promise<void> {
    const now = present();
    const target = await desktop.chooseTarget(project.value?.name ?? 'experiments.lstmw', 'project');
    if (target === null) return;
    await trying(async () => {
      const saved = await engine.saveProject(target.file);
      const { value } = deleted;
      take(saved, target);
      deleted.value = value;
      await engine.keepState(now);
      await desktop.rememberFile(target.file);
      await opening.loadRecent();
      state.say({ kind: 'info', title: 'experiments.saved', params: { file: saved.name ?? '' } });
    });
  }

  async function newProject(): Promise<void> {
    await trying(async () => take(await engine.closeProject(), null));
    view.go('experiments');
  }

  async function keepRun(): Promise<void> {
    const run = state.run.value;
    // A spec that was run before gives the run of then, which is kept.
    if (run === null || keptRuns.has(run.handle)) return;
    keptRuns.add(run.handle);
    await trying(async () => {
      const kept = await engine.keepRun(run.handle, work.features, new Date().toISOString());
      if (grant === null) mirror = [...mirror, kept].slice(-MOST_MIRRORED);
      await changed();
    });
  }

  async function keepEvaluation(evaluation: EvaluationHandle): Promise<void> {
    await trying(async () => {
      const kept = await engine.keepEvaluation(evaluation, new Date().toISOString());
      if (grant === null) mirror = [...mirror, kept].slice(-MOST_MIRRORED);
      await changed();
    });
  }

  async function reopenProject(): Promise<void> {
    const of = grant;
    const lost = mirror;
    await trying(async () => {
      if (of !== null) take(await engine.openProject('project', of.file), of);
      else if (lost.length > 0) {
        await engine.restoreExperiments([...lost]);
        await changed();
      }
    });
  }

  async function changeExperiment(id: number, change: ExperimentChange): Promise<void> {
    await trying(async () => {
      const now = await engine.changeExperiment(id, change);
      mirror = mirror.map((one) => (one.id === id ? now : one));
      await changed();
    });
  }

  async function deleteExperiments(experiments: readonly Experiment[]): Promise<void> {
    const ids = experiments.map(({ id }) => id);
    await trying(async () => {
      await engine.removeExperiments(ids);
      deleted.value = experiments;
      mirror = mirror.filter(({ id }) => !ids.includes(id));
      await changed();
    });
  }

  async function restoreDeleted(): Promise<void> {
    const { value } = deleted;
    await trying(async () => {
      await engine.restoreExperiments([...value]);
      deleted.value = [];
      if (grant === null) mirror = [...mirror, ...value].slice(-MOST_MIRRORED);
      await changed();
    });
  }

  async function repeatExperiment({ specs }: Experiment): Promise<void> {
    const { dataset, model, features } = specs;
    if (state.dataset.value === null || !sameSpec(state.dataset.value.spec, dataset))
      if (!(await opening.openSpec(dataset, model))) return;
    work.change('experiments.changes.repeat', { dataset, model, features });
    await startRun();
  }

  return {
    project,
    experimentsChanged,
    deleted: computed(() => deleted.value),
    openProject,
    openProjectGrant,
    saveProject,
    newProject,
    findExperiments: (query) => trying(() => engine.experiments(query)),
    changeExperiment,
    deleteExperiments,
    restoreDeleted,
    repeatExperiment,
    keepRun,
    keepEvaluation,
    reopenProject,
    beginKeeping,
  };
}
