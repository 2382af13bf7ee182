/** The session with the engine: what is open, what ran, and every action that asks the engine for something. */

import { defineStore } from 'pinia';
import { computed, watch } from 'vue';
import type { SearchState } from '../../core/contract/search';
import { engine, onEngineExit, onEngineReady, onProgress } from '../bridge';
import { createExporting } from './exporting';
import { createKernels } from './kernels';
import { onlyLatest } from './latest';
import { createOpening } from './opening';
import { createProject } from './project';
import { createSessionState } from './session-state';
import { useSettings } from './settings';
import { useView } from './view';
import { sameSpec, useWork } from './work';

export const useSession = defineStore('session', () => {
  const work = useWork();
  const view = useView();
  const state = createSessionState();
  const opening = createOpening(state, work, view, (grant) => project.openProjectGrant(grant));
  const exporting = createExporting(state, work);
  const kernels = createKernels(state, useSettings());
  const project = createProject(state, work, view, opening, startRun);
  const latestModel = onlyLatest();
  const latestFeatures = onlyLatest();

  /** The run was made of other specs than those that are set now, or by a kernel whose last bits may differ. */
  const runStale = computed(() => {
    const { run, ranWith, kernel } = state;
    if (run.value === null || ranWith.value === null) return false;
    const by = run.value.kernel;
    const other = kernel.value !== null && (kernel.value.kind !== by.kind || kernel.value.level !== by.level);
    return other || !sameSpec(ranWith.value, { dataset: work.dataset, model: work.model });
  });

  /** Asks what the model is on this dataset: shapes, parameters, memory, time. */
  async function refreshModel(): Promise<void> {
    const { model } = work;
    try {
      const described = await latestModel(() => engine.describeModel(model, state.dataset.value?.handle ?? null));
      if (described === undefined) return;
      state.modelView.value = described;
      state.modelSpec.value = model;
      state.modelFailed.value = false;
    } catch (thrown) {
      state.modelFailed.value = true;
      state.report(thrown);
    }
  }

  /** Runs the model over the open dataset and goes to the Run view when it is done. */
  async function startRun(): Promise<void> {
    await opening.settled();
    const { dataset } = state;
    const spec = work.dataset;
    if (dataset.value === null || spec === null) return;
    if (dataset.value.problem !== null) {
      view.go('data');
      return;
    }
    const { handle } = dataset.value;
    const { model } = work;
    try {
      const finished = await state.track('run', (call) => engine.run(call, handle, model));
      const before = state.run.value;
      state.dismissErrors();
      state.run.value = finished;
      state.ranWith.value = { dataset: spec, model };
      state.featuresView.value = null;
      if (before !== null && before.handle !== finished.handle)
        void engine.closeRun(before.handle).catch(() => undefined);
      if (view.current !== 'features' && view.current !== 'insight') view.go('run');
      await project.keepRun();
    } catch (thrown) {
      state.report(thrown);
    }
  }

  /** Stops what the engine is busy with; without a call, the work that was begun last. */
  async function cancel(call = state.busy.value?.call): Promise<void> {
    if (call !== undefined) await engine.cancel(call).catch(() => undefined);
  }

  /** Fetches the features' view of the run for the poolings and layers that are set; the Features view calls it when it is shown. */
  async function selectFeatures(): Promise<void> {
    const current = state.run.value;
    const spec = work.features;
    if (current === null || (state.featuresView.value !== null && sameSpec(state.featuresSpec.value, spec))) return;
    try {
      const selected = await latestFeatures(() => engine.features(current.handle, spec));
      if (selected === undefined || state.run.value?.handle !== current.handle) return;
      state.featuresSpec.value = spec;
      state.featuresView.value = selected;
    } catch (thrown) {
      state.report(thrown);
    }
  }

  let hasExited = false;

  async function onReady(): Promise<void> {
    // Where one dies at once, its port may come after the news of its end: every engine after the first opens anew.
    const again = hasExited;
    state.engineState.value = 'ready';
    const kernelChosen = kernels.begin();
    if (again) await project.reopenProject();
    if (again) await opening.reopen();
    await kernelChosen;
    await refreshModel();
  }

  function onExit(): void {
    hasExited = true;
    const lost = opening.stopped();
    const lostRun = state.run.value !== null || state.calls.value.some((busy) => busy.kind === 'run');
    state.engineState.value = 'restarting';
    state.run.value = null;
    state.ranWith.value = null;
    state.featuresView.value = null;
    const reopens = opening.willReopen();
    if (lost === null || reopens) {
      const text = lostRun ? 'runLost' : reopens ? 'reopening' : 'nothingOpen';
      state.say({
        kind: 'warning',
        title: 'shell.notices.engineStopped',
        text: `shell.notices.${text}`,
        ...(lostRun ? { action: 'run' as const } : {}),
      });
    }
    if (lost !== null) {
      state.say({
        kind: 'warning',
        title: 'shell.notices.openingStopped',
        text: 'shell.notices.openingStoppedText',
        params: { file: lost.grant.name },
        openAgain: lost,
      });
    }
  }

  /** Connects to the engine's and the desktop's events; called once by the window. */
  function begin(): void {
    onProgress((call, progress) => {
      state.calls.value = state.calls.value.map((busy) => (busy.call === call ? { ...busy, progress } : busy));
    });
    kernels.follow(() => void refreshModel());
    onEngineExit(onExit);
    onEngineReady(() => void onReady());
    void opening.loadRecent().catch(state.report);
    project.beginKeeping();
    watch([() => work.model, () => state.dataset.value], () => {
      if (state.engineState.value === 'ready') void refreshModel();
    });
    watch(
      () => work.features,
      () => state.featuresView.value !== null && void selectFeatures(),
    );
  }

  const { track, say, dismiss, report } = state;
  return {
    dataset: computed(() => state.dataset.value),
    modelView: computed(() => state.modelView.value),
    modelSpec: computed(() => state.modelSpec.value),
    modelFailed: computed(() => state.modelFailed.value),
    run: computed(() => state.run.value),
    featuresView: computed(() => state.featuresView.value),
    runStale,
    busy: state.busy,
    lastDone: computed(() => state.lastDone.value),
    notices: computed(() => state.notices.value),
    engineState: computed(() => state.engineState.value),
    kernel: computed(() => state.kernel.value),
    machine: computed(() => state.machine.value),
    recent: computed(() => state.recent.value),
    search: computed(() => state.search.value),
    setSearch: (search: SearchState | null): void => void (state.search.value = search),
    ...opening,
    ...exporting,
    ...project,
    begin,
    refreshModel,
    startRun,
    cancel,
    selectFeatures,
    track,
    say,
    dismiss,
    report,
  };
});
