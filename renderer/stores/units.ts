/** What the units of the run do: asked once for each layer and direction that is looked at, and kept with the run. */

import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { CallId } from '../../core/contract/api';
import { WorkbenchError } from '../../core/contract/errors';
import type { UnitCard, UnitsView } from '../../core/contract/insight';
import { engine } from '../bridge';
import { onlyLatest } from './latest';
import { useSelection } from './selection';
import { useSession } from './session';

export const useUnits = defineStore('units', () => {
  const session = useSession();
  const selection = useSelection();
  const kept = shallowRef<ReadonlyMap<string, UnitsView>>(new Map());
  /** What is computed now. */
  const asked = shallowRef<{ key: string; call: CallId } | null>(null);
  /** Why there is nothing of a layer and direction: it was stopped, or it failed. */
  const ended = shallowRef<{ key: string; how: 'stopped' | 'failed' } | null>(null);
  const shownCard = shallowRef<{ key: string; card: UnitCard } | null>(null);
  const latestCard = onlyLatest();
  let cardNumber = 0;

  const keyOf = (run: string, layer: number, direction: string): string => JSON.stringify([run, layer, direction]);
  const key = computed(() =>
    session.run === null ? null : keyOf(session.run.handle, selection.layer, selection.direction),
  );
  const view = computed(() => (key.value === null ? null : (kept.value.get(key.value) ?? null)));
  const unit = computed(() => selection.units[0] ?? 0);
  const progress = computed(() => {
    const { busy } = session;
    return busy !== null && busy.call === asked.value?.call ? busy.progress : null;
  });
  const isAsking = computed(() => asked.value !== null && asked.value.key === key.value);
  const problem = computed(() => (ended.value?.key === key.value ? (ended.value?.how ?? null) : null));
  /** Of the chosen unit; that of the unit before until it is there. */
  const card = computed(() =>
    view.value !== null && shownCard.value?.key === key.value ? shownCard.value.card : null,
  );

  /** Computes what is looked at where it is not known; what was under way for another layer is stopped. */
  async function ask(): Promise<void> {
    const { run } = session;
    const wanted = key.value;
    if (run === null || wanted === null || kept.value.has(wanted) || asked.value?.key === wanted) return;
    stop();
    ended.value = null;
    const { layer, direction } = selection;
    let mine: CallId | null = null;
    try {
      const answer = await session.track('insight', (call) => {
        mine = call;
        asked.value = { key: wanted, call };
        return engine.units(call, run.handle, { layer, direction });
      });
      if (session.run?.handle === run.handle) kept.value = new Map(kept.value).set(wanted, answer);
    } catch (thrown) {
      const isStopped = thrown instanceof WorkbenchError && thrown.code === 'engine/cancelled';
      ended.value = { key: wanted, how: isStopped ? 'stopped' : 'failed' };
      session.report(thrown);
    } finally {
      if (asked.value?.call === mine) asked.value = null;
    }
  }

  function stop(): void {
    if (asked.value !== null) void session.cancel(asked.value.call);
  }

  async function askCard(): Promise<void> {
    const of = view.value;
    const wanted = key.value;
    if (of === null || wanted === null || unit.value >= of.units) return;
    const { run, layer, direction } = of;
    try {
      cardNumber += 1;
      const call = `unit-card-${cardNumber}`;
      const cards = await latestCard(() => engine.unitCards(call, run, { layer, direction }, [unit.value]));
      if (cards !== undefined) shownCard.value = { key: wanted, card: cards[0] };
    } catch (thrown) {
      session.report(thrown);
    }
  }

  /** Looks at one unit; the others that are looked at stay. */
  function choose(chosen: number): void {
    selection.units = [chosen, ...selection.units.slice(1).filter((other) => other !== chosen)];
  }

  watch(
    () => session.run?.handle,
    () => {
      kept.value = new Map();
      shownCard.value = null;
      ended.value = null;
    },
  );
  watch([view, unit], askCard, { immediate: true });

  return { key, view, unit, card, progress, isAsking, problem, ask, stop, choose };
});
