/** Opening data and weights: from dialogs, drops, recent files, samples and generated sets; and keeping them open. */

import { watch } from 'vue';
import type { Grant } from '../../core/contract/api';
import type { FolderSettings } from '../../core/contract/folder';
import type {
  DatasetSpec,
  FileRef,
  FolderSource,
  ModelSpec,
  ReadingSpec,
  SampleId,
  Source,
  SyntheticSource,
} from '../../core/contract/specs';
import { isProjectName } from '../../core/contract/project';
import { WorkbenchError } from '../../core/contract/errors';
import { isWeightsName } from '../../core/contract/specs';
import type { DatasetView } from '../../core/contract/views';
import type { TextKey } from '../../core/locale/texts';
import { desktop, engine } from '../bridge';
import { onlyLatest } from './latest';
import type { Lost, SessionState } from './session-state';
import { Suspects } from './suspects';
import type { useView } from './view';
import { sameSpec, type useWork } from './work';

function hasStopped(thrown: unknown): boolean {
  return thrown instanceof WorkbenchError && thrown.code === 'engine/stopped';
}

/** What is set otherwise than by default from the first moment. */
export interface Wish extends Partial<DatasetSpec> {
  model?: ModelSpec;
}

export interface Opening {
  openFile(): Promise<void>;
  /** Chooses a folder of files. */
  openFolder(): Promise<void>;
  /** Opens a dataset or weights; a dataset is read as `reading` says. */
  openGrant(grant: Grant, reading?: ReadingSpec): Promise<void>;
  openDropped(files: readonly File[]): Promise<void>;
  openRecent(file: FileRef): Promise<void>;
  /** Opens what was lost with an engine, as it was to be opened. */
  openAgain(lost: Lost): Promise<void>;
  openSample(id: SampleId, wish?: Wish): Promise<void>;
  /** Opens the data of a spec, for a model it may be; whether they are open then. */
  openSpec(spec: DatasetSpec, model?: ModelSpec): Promise<boolean>;
  openSynthetic(source: SyntheticSource): Promise<void>;
  openWeights(): Promise<void>;
  /** Chooses the file of the test part. */
  openTestPart(): Promise<void>;
  /** Changes how the file is read; an undefined field goes back to what is recognised. */
  applyReading(label: TextKey, patch: ReadingSpec): void;
  /**
   * Changes what is taken of the folder; an undefined field goes back to what is recognised. Other files, or files that
   * hold something else, are read anew: what was said of the columns has no meaning there.
   */
  applyFolder(label: TextKey, patch: FolderSettings): void;
  /** Opens the dataset's spec once more, in a new engine; not that of a file that stopped the one before. */
  reopen(): Promise<void>;
  /** The engine is gone: the file that it was opening. */
  stopped(): Lost | null;
  /** Whether a new engine opens the dataset by itself. */
  willReopen(): boolean;
  loadRecent(): Promise<void>;
  /** Resolves when no change of the dataset's settings is on its way to the engine. */
  settled(): Promise<void>;
}

export function createOpening(
  state: SessionState,
  work: ReturnType<typeof useWork>,
  view: ReturnType<typeof useView>,
  openProject: (grant: Grant) => Promise<void>,
): Opening {
  const latest = onlyLatest();
  let pending: Promise<void> = Promise.resolve();
  let pendingSpec: DatasetSpec | null = null;
  let requests = 0;
  const suspects = new Suspects();

  /** Shows what was opened and closes what it takes the place of, unless that died with its engine. */
  function take(opened: DatasetView, engineIsNew = false): void {
    const before = state.dataset.value;
    state.dataset.value = opened;
    if (before !== null && !engineIsNew) void engine.closeDataset(before.handle).catch(() => undefined);
  }

  /** Opens a spec; an opening that is still under way is cancelled, and its answer is undefined. */
  function request(spec: DatasetSpec): Promise<DatasetView | undefined> {
    for (const busy of state.calls.value)
      if (busy.kind === 'open') void engine.cancel(busy.call).catch(() => undefined);
    requests += 1;
    const mine = requests;
    return latest(() =>
      suspects.watch(
        spec,
        () => mine === requests,
        () => state.track('open', (call) => engine.openDataset(call, spec)),
      ),
    );
  }

  /** Opens another source; what is open stays until the new one is there. */
  async function open(source: Source, { model, ...wish }: Wish = {}, grant?: Grant): Promise<void> {
    const spec: DatasetSpec = { ...work.specFor(source, model), ...wish };
    if (grant !== undefined) suspects.trust(grant);
    try {
      const opened = await request(spec);
      if (opened === undefined) return;
      const runBefore = state.run.value;
      state.run.value = null;
      state.ranWith.value = null;
      state.featuresView.value = null;
      if (runBefore !== null) void engine.closeRun(runBefore.handle).catch(() => undefined);
      state.dismissErrors();
      take(opened);
      work.begin(spec, model);
      view.go('data');
      if (grant !== undefined) {
        await desktop.rememberFile(grant.file);
        await loadRecent();
      }
    } catch (thrown) {
      state.report(thrown, grant);
    }
  }

  /** Opens the changed spec of the same source; if it does not open, the change is taken back. */
  async function follow(spec: DatasetSpec): Promise<void> {
    pendingSpec = spec;
    try {
      const opened = await request(spec);
      if (opened !== undefined) take(opened);
    } catch (thrown) {
      state.report(thrown);
      if (state.dataset.value !== null && state.engineState.value === 'ready') work.fallBack(state.dataset.value.spec);
    } finally {
      if (pendingSpec === spec) pendingSpec = null;
    }
  }

  async function reopen(): Promise<void> {
    const spec = work.dataset;
    if (spec === null) return;
    if (suspects.isSuspect(spec)) {
      state.dataset.value = null;
      view.go('welcome');
      await loadRecent();
      return;
    }
    try {
      const opened = await request(spec);
      if (opened !== undefined) take(opened, true);
    } catch (thrown) {
      state.report(thrown);
      // An engine that stopped meanwhile is followed by another.
      if (state.engineState.value !== 'ready' || hasStopped(thrown)) return;
      state.dataset.value = null;
      view.go('welcome');
    }
  }

  watch(
    () => work.dataset,
    (spec) => {
      if (spec === null || state.dataset.value === null || state.engineState.value !== 'ready') return;
      if (pendingSpec === null ? sameSpec(spec, state.dataset.value.spec) : sameSpec(spec, pendingSpec)) return;
      pending = follow(spec);
    },
    { flush: 'sync' },
  );

  async function openGrant(grant: Grant, reading: ReadingSpec = {}): Promise<void> {
    if (grant.isFolder === true) await open({ kind: 'folder', folder: grant.file }, { reading }, grant);
    else if (isWeightsName(grant.name)) await takeWeights(grant);
    else if (isProjectName(grant.name)) await openProject(grant);
    else await open({ kind: 'file', file: grant.file, test: 'twin' }, { reading }, grant);
  }

  async function openFile(): Promise<void> {
    const grant = await desktop.chooseData();
    if (grant !== null) await openGrant(grant);
  }

  async function openFolder(): Promise<void> {
    const grant = await desktop.chooseFolder();
    if (grant !== null) await openGrant(grant);
  }

  async function openDropped(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const [file] = files;
    if (files.length > 1) {
      state.say({ kind: 'info', title: 'shell.notices.firstOnly', params: { count: files.length, file: file.name } });
    }
    const grant = await desktop.grantDrop(file);
    if (grant === null) state.say({ kind: 'error', error: { code: 'file/not-granted', params: { file: file.name } } });
    else await openGrant(grant);
  }

  async function openRecent(file: FileRef): Promise<void> {
    const name = state.recent.value.find((entry) => entry.file === file)?.name ?? file;
    const grant = await desktop.openRecent(file);
    if (grant !== null) return await openGrant(grant);
    state.say({
      kind: 'warning',
      title: 'shell.notices.recentGone',
      text: 'shell.notices.recentGoneText',
      params: { file: name },
    });
    await loadRecent();
  }

  async function loadRecent(): Promise<void> {
    state.recent.value = await desktop.recentFiles();
  }

  /** Asks about the weights before it takes them, so that a bad file leaves the models as they were. */
  async function takeWeights(grant: Grant): Promise<void> {
    try {
      const model = { kind: 'file', file: grant.file } as const;
      await engine.describeModel(model, null);
      if (!work.openModel('data.changes.weights', model, grant.name))
        state.say({ kind: 'warning', title: 'model.list.full', text: 'model.list.fullText' });
      view.go('model');
    } catch (thrown) {
      state.report(thrown);
    }
  }

  async function openWeights(): Promise<void> {
    const grant = await desktop.chooseWeights();
    if (grant !== null) await takeWeights(grant);
  }

  async function openTestPart(): Promise<void> {
    const spec = work.dataset;
    if (spec === null) return;
    const { source } = spec;
    if (source.kind !== 'file' && source.kind !== 'folder') return;
    const grant = await (source.kind === 'file' ? desktop.chooseData() : desktop.chooseFolder());
    if (grant === null) return;
    const own: Source =
      source.kind === 'file' ? { ...source, test: { file: grant.file } } : { ...source, test: grant.file };
    work.change('data.changes.test', { dataset: { ...spec, source: own } });
  }

  function applyReading(label: TextKey, patch: ReadingSpec): void {
    if (work.dataset === null) return;
    const reading = { ...work.dataset.reading, ...patch };
    const given = Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined)) as ReadingSpec;
    work.change(label, { dataset: { ...work.dataset, reading: given } });
  }

  function applyFolder(label: TextKey, patch: FolderSettings): void {
    const spec = work.dataset;
    if (spec === null || spec.source.kind !== 'folder') return;
    const given = Object.entries({ ...spec.source, ...patch }).filter(([, value]) => value !== undefined);
    const reading = 'extension' in patch || 'contents' in patch ? {} : spec.reading;
    work.change(label, { dataset: { ...spec, reading, source: Object.fromEntries(given) as unknown as FolderSource } });
  }

  return {
    openFile,
    openFolder,
    openGrant,
    openDropped,
    openRecent,
    openAgain: ({ grant, spec }) => open(spec.source, spec, grant),
    openSample: (id, wish) => open({ kind: 'sample', id }, wish),
    async openSpec(spec, model) {
      pending = open(spec.source, { ...spec, ...(model === undefined ? {} : { model }) });
      await pending;
      return state.dataset.value !== null && sameSpec(state.dataset.value.spec, spec);
    },
    openSynthetic: (source) => open(source),
    openWeights,
    openTestPart,
    applyReading,
    applyFolder,
    reopen() {
      pending = reopen();
      return pending;
    },
    stopped: () => suspects.accuse(),
    willReopen: () => work.dataset !== null && !suspects.isSuspect(work.dataset),
    loadRecent,
    settled: () => pending,
  };
}
