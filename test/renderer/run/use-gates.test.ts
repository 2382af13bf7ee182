/** What is asked of the engine while one looks at gates. */

import { effectScope, nextTick, shallowRef } from 'vue';
import { beforeEach, expect, test } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import type { GatesQuery, GatesView, StepQuery, StepView } from '../../../core/contract/views';
import type { Gates, GatesFocus, GatesSource } from '../../../renderer/components/run/use-gates';
import { useGates } from '../../../renderer/components/run/use-gates';
import { gatesView } from '../charts/views';

interface Asked {
  call: string;
  query: GatesQuery;
  answer(view: GatesView): void;
  fail(error: Error): void;
}

let asked: Asked[];
let steps: StepQuery[];
let cancelled: string[];
let tracked: number;
let reported: unknown[];

const source: GatesSource = {
  gates: (call, _run, query) => new Promise((answer, fail) => asked.push({ call, query, answer, fail })),
  step: (_run, query) => {
    steps.push(query);
    return Promise.resolve({ step: query.step, unit: query.unit } as StepView);
  },
  cancel: (call) => {
    cancelled.push(call);
    return Promise.resolve();
  },
  track: (_kind, work) => {
    tracked += 1;
    return work(`tracked-${tracked}`);
  },
  report: (thrown) => reported.push(thrown),
};

beforeEach(() => {
  asked = [];
  steps = [];
  cancelled = [];
  tracked = 0;
  reported = [];
});

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const first: GatesFocus = {
  run: 'run-1',
  series: { part: 'train', index: 0 },
  layer: 0,
  direction: 'fwd',
  range: { from: 0, to: 40 },
  width: 300,
  units: [2, 5],
};

function look(start: GatesFocus | null = first) {
  const focus = shallowRef<GatesFocus | null>(start);
  const cursor = shallowRef(7);
  const scope = effectScope();
  let gates: Gates | undefined;
  scope.run(() => {
    gates = useGates(
      source,
      () => focus.value,
      () => cursor.value,
    );
  });
  return { focus, cursor, gates: gates!, stop: () => scope.stop() };
}

/** A view as the engine would answer the query. */
function viewOf({ query }: Asked): GatesView {
  return {
    ...gatesView(query.from, query.to, 10, query.units),
    series: query.series,
    layer: query.layer,
    direction: query.direction,
  };
}

test('the first view of a series is tracked, and its step is asked for at the cursor for the first unit', async () => {
  const { gates } = look();
  expect(asked).toHaveLength(1);
  expect(asked[0].query).toEqual({
    series: first.series,
    layer: 0,
    direction: 'fwd',
    from: 0,
    to: 40,
    width: 300,
    units: [2, 5],
  });
  expect(tracked).toBe(1);
  expect(steps).toEqual([]);
  asked[0].answer(viewOf(asked[0]));
  await settled();
  expect(gates.view.value?.to).toBe(40);
  expect(steps).toEqual([{ series: first.series, layer: 0, direction: 'fwd', step: 7, unit: 2 }]);
  expect(gates.step.value?.step).toBe(7);
});

test('a zoom of the same series is not tracked, and of many zooms the last one is asked for', async () => {
  const { focus, gates } = look();
  asked[0].answer(viewOf(asked[0]));
  await settled();
  for (const to of [30, 20, 10]) {
    focus.value = { ...first, range: { from: 0, to } };
    await nextTick();
  }
  expect(asked.map(({ query }) => query.to)).toEqual([40, 30]);
  asked[1].answer(viewOf(asked[1]));
  await settled();
  expect(asked.map(({ query }) => query.to)).toEqual([40, 30, 10]);
  expect(tracked).toBe(1);
  expect(cancelled).toEqual([]);
  asked[2].answer(viewOf(asked[2]));
  await settled();
  expect(gates.view.value?.to).toBe(10);
});

test('another series cancels what is in flight, and the cancel is no failure', async () => {
  const { focus, gates } = look();
  focus.value = { ...first, series: { part: 'test', index: 4 } };
  await nextTick();
  expect(cancelled).toEqual([asked[0].call]);
  asked[0].fail(new WorkbenchError('engine/cancelled', {}));
  await settled();
  expect([gates.failed.value, reported]).toEqual([false, []]);
  expect(asked[1].query.series).toEqual({ part: 'test', index: 4 });
});

test('no step is asked for while the view is of another series', async () => {
  const { focus, cursor } = look();
  asked[0].answer(viewOf(asked[0]));
  await settled();
  focus.value = { ...first, series: { part: 'train', index: 1 } };
  cursor.value = 9;
  await settled();
  expect(steps).toHaveLength(1);
  asked[1].answer(viewOf(asked[1]));
  await settled();
  expect(steps.at(-1)).toEqual({ series: { part: 'train', index: 1 }, layer: 0, direction: 'fwd', step: 9, unit: 2 });
});

test('a new run forgets the old view and ignores its late answer', async () => {
  const { focus, gates } = look();
  focus.value = { ...first, run: 'run-2' };
  await nextTick();
  asked[0].answer(viewOf(asked[0]));
  await settled();
  expect(gates.view.value).toBeNull();
  expect(asked).toHaveLength(2);
  asked[1].answer(viewOf(asked[1]));
  await settled();
  expect(gates.view.value).not.toBeNull();
});

test('a failure is told, and the next view mends it', async () => {
  const { focus, gates } = look();
  const failure = new WorkbenchError('run/too-large', { bytes: 2, limit: 1 });
  asked[0].fail(failure);
  await settled();
  expect([gates.failed.value, reported]).toEqual([true, [failure]]);
  focus.value = { ...first, layer: 1 };
  await nextTick();
  asked[1].answer(viewOf(asked[1]));
  await settled();
  expect(gates.failed.value).toBe(false);
});

test('leaving the view stops the work', async () => {
  const { gates, stop } = look();
  stop();
  expect(cancelled).toEqual([asked[0].call]);
  asked[0].answer(viewOf(asked[0]));
  await settled();
  expect(gates.view.value).toBeNull();
});
