/** The keys of the gate stage. */

import { expect, test } from 'vitest';
import type { StageState } from '../../../renderer/components/run/stage-keys';
import { changeOf } from '../../../renderer/components/run/stage-keys';

const state: StageState = { cursor: 50, range: { from: 40, to: 60 }, unit: 3, length: 100, unitCount: 10 };

test.each([
  ['ArrowRight', false, { cursor: 51, range: { from: 40, to: 60 } }],
  ['ArrowLeft', true, { cursor: 40, range: { from: 40, to: 60 } }],
  ['ArrowRight', true, { cursor: 60, range: { from: 41, to: 61 } }],
  ['Home', false, { cursor: 0, range: { from: 0, to: 20 } }],
  ['End', false, { cursor: 99, range: { from: 80, to: 100 } }],
  ['ArrowDown', false, { unit: 4 }],
  ['ArrowUp', true, { unit: 0 }],
  ['+', true, { range: { from: 45, to: 55 } }],
  ['-', false, { range: { from: 30, to: 70 } }],
  ['0', false, { range: { from: 0, to: 100 } }],
  ['PageUp', false, { series: -1 }],
  ['PageDown', false, { series: 1 }],
  ['Escape', false, { letGo: true }],
  ['a', false, null],
])('%s (shift %s)', (key, shift, change) => expect(changeOf(key, shift, state)).toEqual(change));

test('the cursor stops at both ends, the unit at the last one', () => {
  expect(changeOf('ArrowRight', true, { ...state, cursor: 98 })).toMatchObject({ cursor: 99 });
  expect(changeOf('ArrowLeft', false, { ...state, cursor: 0 })).toMatchObject({ cursor: 0 });
  expect(changeOf('ArrowDown', true, state)).toEqual({ unit: 9 });
});
