/** The three interfaces that cross a process border: the engine's, its host's and the desktop's. */

import type { DatasetSpec, FeaturesSpec, FileRef, Job, KernelSpec, ModelSpec, SampleId } from './specs';
import type {
  Cores,
  DatasetHandle,
  DatasetView,
  Direction,
  ExportReport,
  FeaturesPage,
  FeaturesQuery,
  FeaturesView,
  GatesQuery,
  GatesView,
  KernelInfo,
  KernelView,
  LessonView,
  ModelExport,
  ModelSizes,
  ModelView,
  Part,
  RunHandle,
  RunView,
  SeriesChart,
  SeriesListPage,
  SeriesQuery,
  StepQuery,
  StepView,
  TablePage,
} from './views';
import type { ProjectApi } from './api-project';
import type { RankingApi } from './api-ranking';
import type { ReportApi } from './api-report';
import type { BrushedApi } from './api-brushed';
import type { InsightApi } from './api-insight';
import type { UnitsApi } from './api-units';
import type { CallId, Language, Progress } from './calls';
import type { ViewName } from './view-names';
import type { ParitySpec, ParityView } from './parity';
import type { ProjectionFrame } from './projection';
import type { MemoryView, TableMemory } from './table-memory';
import type { AnalysisView } from './views-analysis';
import type { ModelComparison } from './views-comparison';
import type { QualityView } from './views-quality';
import type { WeightPlace, WeightsQuery, WeightsView } from './views-weights';
import type {
  ClassMeansQuery,
  ClassMeansView,
  FoundPage,
  SeriesChoice,
  StatisticColumn,
  StatisticsView,
} from './views-statistics';

export type { CallId, Language, Progress } from './calls';
export { type ViewName, VIEWS } from './view-names';

/** Requests that the window (over a port) or the command line (directly) makes of the engine. */
export interface EngineApi extends ProjectApi, UnitsApi, InsightApi, RankingApi, BrushedApi, ReportApi {
  openDataset(call: CallId, spec: DatasetSpec): Promise<DatasetView>;
  closeDataset(dataset: DatasetHandle): Promise<void>;
  tablePage(dataset: DatasetHandle, part: Part, first: number, count: number): Promise<TablePage>;
  /** The row of the table that holds a line of the file, the last one for lines after it; null where rows have no lines. */
  rowOfLine(dataset: DatasetHandle, part: Part, line: number): Promise<number | null>;
  seriesList(dataset: DatasetHandle, part: Part, first: number, count: number): Promise<SeriesListPage>;
  seriesChart(dataset: DatasetHandle, query: SeriesQuery): Promise<SeriesChart>;
  /** Series that fit a choice, `count` from the `first` on, with one statistic of each; fails with `filter/*` for conditions. */
  findSeries(
    call: CallId,
    dataset: DatasetHandle,
    choice: SeriesChoice,
    shown: StatisticColumn | null,
    first: number,
    count: number,
  ): Promise<FoundPage>;
  /** Statistics of the channels and classes of both parts; made once and kept. */
  statistics(call: CallId, dataset: DatasetHandle): Promise<StatisticsView>;
  classMeans(call: CallId, dataset: DatasetHandle, query: ClassMeansQuery): Promise<ClassMeansView>;
  /** Looks for what is wrong with the data before anything is run over it; made once and kept. */
  checkQuality(call: CallId, dataset: DatasetHandle): Promise<QualityView>;
  describeModel(model: ModelSpec, dataset: DatasetHandle | null): Promise<ModelView>;
  /** Drawn weights need a dataset, whose channels their sizes follow from. */
  weights(call: CallId, model: ModelSpec, dataset: DatasetHandle | null, query: WeightsQuery): Promise<WeightsView>;
  weightAt(call: CallId, model: ModelSpec, dataset: DatasetHandle | null, place: WeightPlace): Promise<number>;
  /** How the weights of one direction of one layer are spread, and how long they remember. */
  analyseModel(
    call: CallId,
    model: ModelSpec,
    dataset: DatasetHandle | null,
    layer: number,
    direction: Direction,
  ): Promise<AnalysisView>;
  /** Two models side by side; drawn weights are those for the dataset, or without one for assumed sizes. */
  compareModels(call: CallId, a: ModelSpec, b: ModelSpec, dataset: DatasetHandle | null): Promise<ModelComparison>;
  run(call: CallId, dataset: DatasetHandle, model: ModelSpec): Promise<RunView>;
  /** Holds a model of a file to values that its framework computed, on the reference and on the chosen kernel. */
  parity(call: CallId, spec: ParitySpec): Promise<ParityView>;
  /**
   * Writes a model in the format that the file's name ends in. Drawn weights have the channels and the longest series of a
   * dataset, or of these sizes; those of a file their own.
   */
  exportModel(
    call: CallId,
    model: ModelSpec,
    on: DatasetHandle | ModelSizes,
    features: FeaturesSpec,
    file: FileRef,
  ): Promise<ModelExport>;
  closeRun(run: RunHandle): Promise<void>;
  gates(call: CallId, run: RunHandle, query: GatesQuery): Promise<GatesView>;
  step(run: RunHandle, query: StepQuery): Promise<StepView>;
  features(run: RunHandle, spec: FeaturesSpec): Promise<FeaturesView>;
  featuresPage(run: RunHandle, query: FeaturesQuery): Promise<FeaturesPage>;
  /** Writes the training part to `file`, and the test part, where there is one, to its `.test` sibling. */
  exportFeatures(call: CallId, run: RunHandle, spec: FeaturesSpec, file: FileRef): Promise<ExportReport>;
  /** Null writes every series of the training part. */
  exportGates(
    call: CallId,
    run: RunHandle,
    series: { part: Part; index: number } | null,
    file: FileRef,
  ): Promise<ExportReport>;
  /** Writes a drawn chart with its provenance beside it. */
  exportChart(
    run: RunHandle | null,
    dataset: DatasetHandle | null,
    file: FileRef,
    bytes: Uint8Array,
  ): Promise<ExportReport>;
  /** The job file's text for these specs, with grants turned into paths. */
  jobText(job: Job): Promise<string>;
  lesson(): Promise<LessonView>;
  engineInfo(): Promise<EngineInfo>;
  /** Every kernel of the machine, the fastest first, and what it lacks. */
  kernels(): Promise<KernelInfo[]>;
  /** Computes what is asked from now on with this kernel; what was run keeps its own. */
  useKernel(spec: KernelSpec): Promise<KernelView>;
  /** Gives tables that are opened from now on so much memory. @throws table/memory beyond what the machine has */
  useTableMemory(bytes: TableMemory): Promise<MemoryView>;
  /** Asks a call to stop; it then fails with `engine/cancelled`. Unknown calls are ignored. */
  cancel(call: CallId): Promise<void>;
}

export interface EngineInfo {
  version: string;
  kernel: KernelView;
  cores: Cores;
  memory: MemoryView;
}

/** What the engine tells its client unasked. */
export interface EngineEvents {
  progress(call: CallId, progress: Progress): void;
  /** How far the layout of a projection has come. */
  frame?(call: CallId, frame: ProjectionFrame): void;
}

/** A file, or a folder of files, that the user chose: the engine knows its path, the window its name. */
export interface Grant {
  file: FileRef;
  name: string;
  /** It is a folder; left out where it is none. */
  isFolder?: boolean;
}

export interface RecentFile extends Grant {
  /** Name of the folder that it lies in, to tell files of one name apart. */
  folder: string;
  /** When it was opened last, neither engine nor program lived to the end of it. */
  unfinished: boolean;
}

/** What a grant is for: a file that was chosen to be read is not written, whatever the window asks. */
export type GrantUse = 'read' | 'write';

/** What main says to the engine over their own port. */
export interface HostMessage {
  grants: { file: FileRef; path: string; use: GrantUse }[];
}

export type Theme = 'light' | 'dark' | 'system';

export interface Settings {
  language: Language;
  theme: Theme;
  kernel: KernelSpec;
  tableMemory: TableMemory;
}

/** Menu items that the window carries out. */
export type MenuCommand =
  | {
      do:
        | 'open-data'
        | 'open-folder'
        | 'open-weights'
        | 'new-project'
        | 'open-project'
        | 'save-project'
        | 'save-report'
        | 'run'
        | 'cancel'
        | 'undo'
        | 'redo'
        | 'export-features'
        | 'export-gates'
        | 'export-model'
        | 'copy-job'
        | 'settings';
    }
  | { do: 'view'; view: ViewName }
  | { do: 'sample'; id: SampleId };

/** What the sandboxed window may ask of main, through the preload script. */
export interface DesktopApi {
  settings(): Promise<Settings>;
  changeSettings(change: Partial<Settings>): Promise<Settings>;
  chooseData(): Promise<Grant | null>;
  /** A folder of files, all of which the engine may read. */
  chooseFolder(): Promise<Grant | null>;
  chooseWeights(): Promise<Grant | null>;
  /** An NPY file. */
  chooseArray(): Promise<Grant | null>;
  /** A project, which the engine may read and write. */
  chooseProject(): Promise<Grant | null>;
  /** `kind` is the extension without the dot, or `features` or `model` for any format that these are written in; a `project` may be read too. */
  chooseTarget(
    suggestedName: string,
    kind: 'features' | 'model' | 'project' | 'csv' | 'png' | 'svg' | 'json' | 'html',
  ): Promise<Grant | null>;
  /** Turns a dropped file or folder into a grant; the preload script reads its path. */
  grantDrop(file: File): Promise<Grant | null>;
  recentFiles(): Promise<RecentFile[]>;
  openRecent(file: FileRef): Promise<Grant | null>;
  /** Records, before a granted file is opened, that this has begun: what never ends is told at the next start. */
  beginOpening(file: FileRef): Promise<void>;
  /** It was opened, refused or cancelled (`finished`), or the engine did not survive it. */
  endOpening(file: FileRef, finished: boolean): Promise<void>;
  /** Records that a granted file was opened well. */
  rememberFile(file: FileRef): Promise<void>;
  copyText(text: string): Promise<void>;
  copyImage(png: Uint8Array): Promise<void>;
  onMenu(listener: (command: MenuCommand) => void): void;
  onSettings(listener: (settings: Settings) => void): void;
  /** Called with the port of each new engine; the first one comes soon after the page has loaded. */
  onEngine(listener: (port: MessagePort) => void): void;
  /** Called when the engine's process ended; a new one follows by itself. */
  onEngineExit(listener: (reason: string) => void): void;
}
