/** What the user looks at - series, layer, direction, step, units, range - shared by the Data, Run and Features views. */

import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { Direction, Part, SeriesRef } from '../../core/contract/views';
import { type Finding, fitting, NO_FINDING } from '../components/data/finding';
import { useSession } from './session';

const FIRST_UNITS = [0, 1, 2];

export const useSelection = defineStore('selection', () => {
  const session = useSession();
  const series = shallowRef<SeriesRef>({ part: 'train', index: 0 });
  const layer = shallowRef(0);
  const direction = shallowRef<Direction>('fwd');
  /** The cursor. */
  const step = shallowRef(0);
  const units = shallowRef<readonly number[]>(FIRST_UNITS);
  /** Steps shown: `from <= step < to`. */
  const range = shallowRef({ from: 0, to: 1 });
  /** By what the list of series is found and sorted. */
  const finding = shallowRef<Finding>(NO_FINDING);

  function longest(part: Part): number {
    return session.dataset?.[part]?.maxLength ?? 1;
  }

  /** Looks at another series, from its start and as a whole; `length` in steps where it is known. */
  function choose(next: SeriesRef, length = longest(next.part)): void {
    series.value = next;
    step.value = Math.min(step.value, Math.max(0, length - 1));
    range.value = { from: 0, to: length };
  }

  /** Settings may have changed how many series there are and how long they are; another source starts over. */
  watch(
    () => session.dataset,
    (now, before) => {
      if (now === null) return;
      const sameSource = before != null && JSON.stringify(now.spec.source) === JSON.stringify(before.spec.source);
      const { part, index } = series.value;
      const stays = sameSource && index < (now[part]?.seriesCount ?? 0);
      if (!stays) step.value = 0;
      finding.value = sameSource ? fitting(finding.value, now.channels.length) : NO_FINDING;
      choose(stays ? series.value : { part: 'train', index: 0 });
    },
    { immediate: true },
  );

  /** Layers, directions and units that the model does not have cannot be looked at. */
  watch(
    [() => session.run, layer],
    ([run]) => {
      if (run === null) return;
      if (layer.value >= run.model.layers) layer.value = run.model.layers - 1;
      const shown = run.model.stack[layer.value];
      if (shown.direction !== 'both') direction.value = shown.direction === 'backward' ? 'bwd' : 'fwd';
      const kept = units.value.filter((unit) => unit < shown.hidden);
      if (kept.length < units.value.length)
        units.value = kept.length > 0 ? kept : FIRST_UNITS.filter((unit) => unit < shown.hidden);
    },
    { immediate: true },
  );

  return { series, layer, direction, step, units, range, finding, choose };
});
