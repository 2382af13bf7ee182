/** The geometry of the LSTM cell's drawing: wires, gates, nodes and labels as plain shapes. */

import type { LstmQuantity } from '../../../core/contract/views';

/** What a shape carries: a quantity of this step, or what comes in from outside. */
export type Carried = LstmQuantity | 'x' | 'hPrevious' | 'cPrevious';

/** A line with its equations: it lights up with each of `serves`. */
export interface Wire {
  carries: Carried;
  serves: readonly LstmQuantity[];
  path: string;
  arrow: boolean;
}

/** A gate's box; `name` stands right of the wire that leads into it. */
export interface GateBox {
  gate: 'i' | 'f' | 'g' | 'o';
  activation: 'σ' | 'tanh';
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A pointwise operation, centred on (x, y). */
export interface Operation {
  result: 'c' | 'h';
  symbol: '×' | '+' | 'tanh';
  x: number;
  y: number;
}

/** A symbol beside a wire, such as c with subscript t−1, and the vector's length, which stands below a level wire. */
export interface WireLabel {
  carries: Carried;
  symbol: string;
  subscript: string;
  size: string;
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
}

export interface CellDrawing {
  width: number;
  height: number;
  frame: { x: number; y: number; width: number; height: number };
  wires: Wire[];
  gates: GateBox[];
  operations: Operation[];
  /** Where one wire splits in two. */
  junctions: { serves: readonly LstmQuantity[]; x: number; y: number }[];
  labels: WireLabel[];
}

const carryY = 66;
const productY = 134;
const gateTop = 198;
const gateHeight = 38;
const gateWidth = 58;
const busY = 290;
const gateX = { f: 146, i: 245, g: 344, o: 443 } as const;
const addX = (gateX.i + gateX.g) / 2;
const outX = 530;
const tanhY = 116;
const outY = 172;
const left = 8;
const right = 632;
const radius = 13;
const allGates = ['i', 'f', 'g', 'o'] as const;
/** The gates from left to right. */
const alongBus = ['f', 'i', 'g', 'o'] as const;

/** The previous hidden state's way along the gates, cut at each, so that a gate lights no more than its own. */
function inputBus(): Wire[] {
  return alongBus.flatMap((gate, n): Wire[] => [
    {
      carries: 'hPrevious',
      serves: alongBus.slice(n),
      path: `M${n === 0 ? left : gateX[alongBus[n - 1]]} ${busY} H${gateX[gate]}`,
      arrow: false,
    },
    { carries: 'hPrevious', serves: [gate], path: `M${gateX[gate]} ${busY} V${gateTop + gateHeight}`, arrow: true },
  ]);
}

/**
 * Lays out one cell of `hidden` units that reads `input` channels (null: not known yet).
 * Data flows left to right: the cell state along the top, the inputs along the bottom.
 */
export function cellDrawing(input: number | null, hidden: number): CellDrawing {
  const vector = `[${hidden}]`;
  const upFrom = (x: number, to: number) => `M${x} ${gateTop} V${to}`;
  return {
    width: 640,
    height: 372,
    frame: { x: 80, y: 20, width: 482, height: 310 },
    wires: [
      { carries: 'cPrevious', serves: ['c'], path: `M${left} ${carryY} H${gateX.f - radius}`, arrow: true },
      { carries: 'c', serves: ['c'], path: `M${gateX.f + radius} ${carryY} H${addX - radius}`, arrow: true },
      { carries: 'c', serves: ['c', 'h'], path: `M${addX + radius} ${carryY} H${outX}`, arrow: false },
      { carries: 'c', serves: ['c'], path: `M${outX} ${carryY} H${right}`, arrow: true },
      ...inputBus(),
      { carries: 'x', serves: allGates, path: `M108 364 V${busY}`, arrow: false },
      { carries: 'f', serves: ['f', 'c'], path: upFrom(gateX.f, carryY + radius), arrow: true },
      { carries: 'i', serves: ['i', 'c'], path: `${upFrom(gateX.i, productY)} H${addX - radius}`, arrow: true },
      { carries: 'g', serves: ['g', 'c'], path: `${upFrom(gateX.g, productY)} H${addX + radius}`, arrow: true },
      { carries: 'c', serves: ['c'], path: `M${addX} ${productY - radius} V${carryY + radius}`, arrow: true },
      { carries: 'o', serves: ['o', 'h'], path: `${upFrom(gateX.o, outY)} H${outX - radius}`, arrow: true },
      { carries: 'c', serves: ['h'], path: `M${outX} ${carryY} V${tanhY - radius}`, arrow: true },
      { carries: 'h', serves: ['h'], path: `M${outX} ${tanhY + radius} V${outY - radius}`, arrow: true },
      { carries: 'h', serves: ['h'], path: `M${outX} ${outY + radius} V${busY} H${right}`, arrow: true },
    ],
    gates: allGates.map((gate) => ({
      gate,
      activation: gate === 'g' ? 'tanh' : 'σ',
      x: gateX[gate] - gateWidth / 2,
      y: gateTop,
      width: gateWidth,
      height: gateHeight,
    })),
    operations: [
      { result: 'c', symbol: '×', x: gateX.f, y: carryY },
      { result: 'c', symbol: '×', x: addX, y: productY },
      { result: 'c', symbol: '+', x: addX, y: carryY },
      { result: 'h', symbol: 'tanh', x: outX, y: tanhY },
      { result: 'h', symbol: '×', x: outX, y: outY },
    ],
    junctions: [
      { serves: allGates, x: 108, y: busY },
      ...alongBus.slice(0, -1).map((gate, n) => ({ serves: alongBus.slice(n), x: gateX[gate], y: busY })),
      { serves: ['c', 'h'] as const, x: outX, y: carryY },
    ],
    labels: [
      { carries: 'cPrevious', symbol: 'c', subscript: 't−1', size: vector, x: left, y: carryY - 12, anchor: 'start' },
      { carries: 'c', symbol: 'c', subscript: 't', size: vector, x: right, y: carryY - 12, anchor: 'end' },
      { carries: 'hPrevious', symbol: 'h', subscript: 't−1', size: vector, x: left, y: busY - 12, anchor: 'start' },
      { carries: 'h', symbol: 'h', subscript: 't', size: vector, x: right, y: busY - 12, anchor: 'end' },
      {
        carries: 'x',
        symbol: 'x',
        subscript: 't',
        size: input === null ? '[I]' : `[${input}]`,
        x: 120,
        y: 360,
        anchor: 'start',
      },
      { carries: 'f', symbol: 'f', subscript: 't', size: '', x: gateX.f + 9, y: productY + 4, anchor: 'start' },
      { carries: 'i', symbol: 'i', subscript: 't', size: '', x: gateX.i - 9, y: productY + 30, anchor: 'end' },
      { carries: 'g', symbol: 'g', subscript: 't', size: '', x: gateX.g + 9, y: productY + 30, anchor: 'start' },
      {
        carries: 'o',
        symbol: 'o',
        subscript: 't',
        size: '',
        x: (gateX.o + outX) / 2 - 8,
        y: outY - 8,
        anchor: 'middle',
      },
    ],
  };
}
