/** What the engine last said, what it is busy with and what the user should hear: the state that all session actions share. */

import { type ComputedRef, computed, type ShallowRef, shallowRef } from 'vue';
import type { CallId, Grant, Progress, RecentFile } from '../../core/contract/api';
import { type ErrorPayload, toPayload } from '../../core/contract/errors';
import type { SearchState } from '../../core/contract/search';
import type { DatasetSpec, FeaturesSpec, ModelSpec } from '../../core/contract/specs';
import type {
  DatasetView,
  ExportReport,
  FeaturesView,
  KernelView,
  Machine,
  ModelView,
  RunView,
} from '../../core/contract/views';
import type { Params } from '../../core/locale/pairs';
import type { TextKey } from '../../core/locale/texts';

export type BusyKind = 'open' | 'run' | 'export' | 'gates' | 'evaluate' | 'insight';

export interface Busy {
  kind: BusyKind;
  call: CallId;
  progress: Progress | null;
}

/** What was being opened when the engine stopped. */
export interface Lost {
  grant: Grant;
  spec: DatasetSpec;
}

export type NoticeContent =
  /** `openAs` is the file that did not open as what it was taken for, to be opened as something else. */
  | { kind: 'error'; error: ErrorPayload; openAs?: Grant }
  | { kind: 'saved'; report: ExportReport }
  /** `action` and `openAgain` offer to do again what was lost; `cause` says what happened in the place of a text. */
  | {
      kind: 'info' | 'warning';
      title: TextKey;
      text?: TextKey;
      params?: Params;
      cause?: ErrorPayload;
      action?: 'run';
      openAgain?: Lost;
    };

export type Notice = NoticeContent & { id: number };

/** What a finished run was made of, to tell whether it is out of date. */
export interface RanWith {
  dataset: DatasetSpec;
  model: ModelSpec;
}

export interface SessionState {
  dataset: ShallowRef<DatasetView | null>;
  modelView: ShallowRef<ModelView | null>;
  /** What `modelView` was asked with. */
  modelSpec: ShallowRef<ModelSpec | null>;
  /** The current model could not be described. */
  modelFailed: ShallowRef<boolean>;
  run: ShallowRef<RunView | null>;
  ranWith: ShallowRef<RanWith | null>;
  featuresView: ShallowRef<FeaturesView | null>;
  /** What `featuresView` was asked with. */
  featuresSpec: ShallowRef<FeaturesSpec | null>;
  /** The search over settings, as far as it is; null where there is none. */
  search: ShallowRef<SearchState | null>;
  calls: ShallowRef<readonly Busy[]>;
  busy: ComputedRef<Busy | null>;
  /** The kind of the work that ended last, for the live region; null while something runs. */
  lastDone: ShallowRef<BusyKind | null>;
  notices: ShallowRef<readonly Notice[]>;
  engineState: ShallowRef<'starting' | 'ready' | 'restarting'>;
  /** The kernel that the next run is made with. */
  kernel: ShallowRef<KernelView | null>;
  /** What there is to choose from. */
  machine: ShallowRef<Machine | null>;
  recent: ShallowRef<readonly RecentFile[]>;
  /** Does a call that can be cancelled and reports progress. */
  track<T>(kind: BusyKind, work: (call: CallId) => Promise<T>): Promise<T>;
  say(content: NoticeContent): number;
  dismiss(id: number): void;
  /** What went wrong before is no longer of interest: something went well. */
  dismissErrors(): void;
  /** Shows what was thrown; a cancel is the user's own wish, and a stopped engine is told of once, elsewhere. */
  report(thrown: unknown, openAs?: Grant): void;
}

const MOST_NOTICES = 4;

export function createSessionState(): SessionState {
  const calls = shallowRef<readonly Busy[]>([]);
  const lastDone = shallowRef<BusyKind | null>(null);
  const notices = shallowRef<readonly Notice[]>([]);
  let callNumber = 0;
  let noticeNumber = 0;

  async function track<T>(kind: BusyKind, work: (call: CallId) => Promise<T>): Promise<T> {
    callNumber += 1;
    const call = `call-${callNumber}`;
    lastDone.value = null;
    calls.value = [...calls.value, { kind, call, progress: null }];
    try {
      const result = await work(call);
      lastDone.value = kind;
      return result;
    } finally {
      calls.value = calls.value.filter((busy) => busy.call !== call);
    }
  }

  function say(content: NoticeContent): number {
    noticeNumber += 1;
    const repeated = JSON.stringify(content);
    const others = notices.value.filter(({ id: _id, ...rest }) => JSON.stringify(rest) !== repeated);
    notices.value = [...others, { ...content, id: noticeNumber }].slice(-MOST_NOTICES);
    return noticeNumber;
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id);
  }

  function dismissErrors(): void {
    notices.value = notices.value.filter(({ kind }) => kind !== 'error');
  }

  function report(thrown: unknown, openAs?: Grant): void {
    const error = toPayload(thrown);
    if (error.code === 'engine/cancelled' || error.code === 'engine/stopped') return;
    say({ kind: 'error', error, ...(openAs === undefined ? {} : { openAs }) });
  }

  return {
    dataset: shallowRef(null),
    modelView: shallowRef(null),
    modelSpec: shallowRef(null),
    modelFailed: shallowRef(false),
    run: shallowRef(null),
    ranWith: shallowRef(null),
    featuresView: shallowRef(null),
    featuresSpec: shallowRef(null),
    search: shallowRef(null),
    calls,
    busy: computed(() => calls.value.at(-1) ?? null),
    lastDone,
    notices,
    engineState: shallowRef('starting'),
    kernel: shallowRef(null),
    machine: shallowRef(null),
    recent: shallowRef([]),
    track,
    say,
    dismiss,
    dismissErrors,
    report,
  };
}
