/** Keeps the gates' view and the step's equations in line with what is looked at, one request of each in flight. */

import type { Ref } from 'vue';
import { onScopeDispose, shallowRef, watch } from 'vue';
import type { CallId } from '../../../core/contract/api';
import { WorkbenchError } from '../../../core/contract/errors';
import type {
  Direction,
  GatesQuery,
  GatesView,
  RunHandle,
  SeriesRef,
  StepQuery,
  StepView,
} from '../../../core/contract/views';
import type { TimeRange } from '../../charts/time-axis';
import { latest } from './latest';

/** What of the engine and the session this needs. */
export interface GatesSource {
  gates(call: CallId, run: RunHandle, query: GatesQuery): Promise<GatesView>;
  step(run: RunHandle, query: StepQuery): Promise<StepView>;
  cancel(call: CallId): Promise<void>;
  /** Shows the work in the status bar; for a series whose gates are computed for the first time. */
  track<T>(kind: 'gates', work: (call: CallId) => Promise<T>): Promise<T>;
  report(thrown: unknown): void;
}

/** What is looked at; null where there is nothing to look at yet. */
export interface GatesFocus {
  run: RunHandle;
  series: SeriesRef;
  layer: number;
  direction: Direction;
  range: TimeRange;
  width: number;
  units: readonly number[];
}

export interface Gates {
  view: Readonly<Ref<GatesView | null>>;
  step: Readonly<Ref<StepView | null>>;
  /** The last request failed: there is no view of what is looked at. */
  failed: Readonly<Ref<boolean>>;
}

/** Whether a view shows the series, layer and direction that are looked at. */
export function isOf(view: GatesView, focus: GatesFocus): boolean {
  return (
    view.series.part === focus.series.part &&
    view.series.index === focus.series.index &&
    view.layer === focus.layer &&
    view.direction === focus.direction
  );
}

export function useGates(source: GatesSource, focus: () => GatesFocus | null, cursor: () => number): Gates {
  const view = shallowRef<GatesView | null>(null);
  const step = shallowRef<StepView | null>(null);
  const failed = shallowRef(false);
  let inFlight: { call: CallId; key: string } | null = null;
  let numbered = 0;

  const keyOf = ({ run, series, layer, direction }: GatesFocus): string =>
    `${run} ${series.part} ${series.index} ${layer} ${direction}`;

  const asking = latest<GatesFocus, GatesView>({
    async request(wanted) {
      const { run, series, layer, direction, range, width, units } = wanted;
      const query: GatesQuery = { series, layer, direction, from: range.from, to: range.to, width, units: [...units] };
      const ask = (call: CallId): Promise<GatesView> => {
        inFlight = { call, key: keyOf(wanted) };
        return source.gates(call, run, query);
      };
      const isNew = view.value === null || !isOf(view.value, wanted);
      numbered += 1;
      return await (isNew ? source.track('gates', ask) : ask(`gates-view-${numbered}`));
    },
    answered(answer) {
      view.value = answer;
      failed.value = false;
    },
    failed(error) {
      if (error instanceof WorkbenchError && error.code === 'engine/cancelled') return;
      failed.value = true;
      source.report(error);
    },
  });

  const stepping = latest<{ run: RunHandle; query: StepQuery }, StepView>({
    request: ({ run, query }) => source.step(run, query),
    answered: (answer) => {
      step.value = answer;
    },
    failed: source.report,
  });

  watch(
    focus,
    (now, before) => {
      if (now === null || before === null || before === undefined || now.run !== before.run) {
        asking.reset();
        stepping.reset();
        step.value = null;
        if (now === null || now.run !== before?.run) view.value = null;
      }
      if (now === null) return;
      if (inFlight !== null && inFlight.key !== keyOf(now)) void source.cancel(inFlight.call).catch(() => undefined);
      asking.ask(now);
    },
    { immediate: true },
  );

  watch(
    () => {
      const now = focus();
      if (now === null || view.value === null || !isOf(view.value, now)) return null;
      const { run, series, layer, direction, units } = now;
      const query: StepQuery = {
        series,
        layer,
        direction,
        step: Math.min(cursor(), view.value.length - 1),
        unit: units[0] ?? 0,
      };
      return { run, query };
    },
    (wanted, before) => {
      if (wanted !== null && JSON.stringify(wanted) !== JSON.stringify(before)) stepping.ask(wanted);
    },
    { immediate: true },
  );

  onScopeDispose(() => {
    if (inFlight !== null) void source.cancel(inFlight.call).catch(() => undefined);
    asking.reset();
    stepping.reset();
  });

  return { view, step, failed };
}
