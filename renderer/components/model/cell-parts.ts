/** What the drawings of all cells share: the frame, the gates' boxes, the way of the inputs and the vectors' labels. */

import type { Quantity } from '../../../core/contract/cells';
import type { GateBox, Wire, WireLabel } from './cell-shapes';

export const FRAME = { x: 80, y: 20, width: 482, height: 310 } as const;
export const LEFT = 8;
export const RIGHT = 632;
/** Of an operation's circle. */
export const RADIUS = 13;
/** Of the state that is carried on, along the top. */
export const CARRY_Y = 66;
/** Of the inputs, along the bottom. */
export const BUS_Y = 290;
export const GATE = { top: 198, width: 58, height: 38 } as const;

export function gateBox(gate: Quantity, serves: readonly Quantity[], activation: string, x: number): GateBox {
  return { gate, serves, activation, x: x - GATE.width / 2, y: GATE.top, width: GATE.width, height: GATE.height };
}

/** The previous hidden state's way along the gates, cut at each, so that a gate lights no more than its own. */
export function inputBus(gates: readonly { gate: Quantity; x: number }[]): Wire[] {
  const names = gates.map(({ gate }) => gate);
  return gates.flatMap(({ gate, x }, n): Wire[] => [
    {
      carries: 'hPrevious',
      serves: names.slice(n),
      path: `M${n === 0 ? LEFT : gates[n - 1].x} ${BUS_Y} H${x}`,
      arrow: false,
    },
    { carries: 'hPrevious', serves: [gate], path: `M${x} ${BUS_Y} V${GATE.top + GATE.height}`, arrow: true },
  ]);
}

/** A state of `size` numbers at the left (of the step before) or right end of its wire. */
export function stateLabel(carries: 'cPrevious' | 'c' | 'hPrevious' | 'h', size: number, y: number): WireLabel {
  const before = carries === 'cPrevious' || carries === 'hPrevious';
  return {
    carries,
    symbol: carries[0],
    subscript: before ? 't−1' : 't',
    size: `[${size}]`,
    x: before ? LEFT : RIGHT,
    y: y - 12,
    anchor: before ? 'start' : 'end',
  };
}

/** The input of so many channels; null while that is not known. */
export function xLabel(input: number | null): WireLabel {
  return { carries: 'x', symbol: 'x', subscript: 't', size: `[${input ?? 'I'}]`, x: 120, y: 360, anchor: 'start' };
}
