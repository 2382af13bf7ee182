/** The geometry of an LSTM's drawing: without the gates that the cell lacks, with what its variant adds. */

import type { LstmSpec, Quantity } from '../../../core/contract/cells';
import { BUS_Y, CARRY_Y, FRAME, GATE, gateBox, inputBus, LEFT, RADIUS, RIGHT, stateLabel, xLabel } from './cell-parts';
import type { CellDrawing, DrawnLayer, Wire, WireLabel } from './cell-shapes';
import { activationSymbol } from './equations';

const X = { f: 146, i: 245, g: 344, o: 443 } as const;
const PRODUCT_Y = 134;
const ADD_X = (X.i + X.g) / 2;
const OUT_X = 530;
const TANH_Y = 116;
const OUT_Y = 172;
const PROJECT_Y = 217;
/** Where peepholes turn towards their gates. */
const PEEPHOLE_Y = 184;
/** The way of the gates of the step before, and how far left of a gate's middle it enters. */
const RECURRENCE_Y = 266;
const RECURRENCE_LEFT = 9;
const PEEPHOLE_X = { from: 104, f: X.f - 16, i: X.i - 16, o: X.o + 16, c: 488 } as const;

export function lstmDrawing(input: number | null, layer: DrawnLayer, cell: LstmSpec): CellDrawing {
  const has = {
    i: cell.inputGate === 'learned',
    f: cell.forgetGate === 'learned',
    g: true,
    o: cell.outputGate === 'learned',
  };
  const coupled = cell.forgetGate === 'coupled';
  const forgets = has.f || coupled;
  const boxes = (['f', 'i', 'g', 'o'] as const).filter((gate) => has[gate]);
  const learned = (['f', 'i', 'o'] as const).filter((gate) => has[gate]);
  const up = (x: number, to: number): string => `M${x} ${GATE.top} V${to}`;
  const symbol = (gate: 'f' | 'i' | 'g' | 'o'): string => {
    const { activations, layerNorm } = cell;
    return `${layerNorm ? 'LN ' : ''}${activationSymbol(gate === 'g' ? activations.candidate : activations.gate)}`;
  };

  const carry: Wire[] = forgets
    ? [
        { carries: 'cPrevious', serves: ['c'], path: `M${LEFT} ${CARRY_Y} H${X.f - RADIUS}`, arrow: true },
        { carries: 'c', serves: ['c'], path: `M${X.f + RADIUS} ${CARRY_Y} H${ADD_X - RADIUS}`, arrow: true },
      ]
    : [{ carries: 'cPrevious', serves: ['c'], path: `M${LEFT} ${CARRY_Y} H${ADD_X - RADIUS}`, arrow: true }];
  const written: Wire[] = has.i
    ? [
        { carries: 'i', serves: ['i', 'c'], path: `${up(X.i, PRODUCT_Y)} H${ADD_X - RADIUS}`, arrow: true },
        { carries: 'g', serves: ['g', 'c'], path: `${up(X.g, PRODUCT_Y)} H${ADD_X + RADIUS}`, arrow: true },
        { carries: 'c', serves: ['c'], path: `M${ADD_X} ${PRODUCT_Y - RADIUS} V${CARRY_Y + RADIUS}`, arrow: true },
      ]
    : [
        {
          carries: 'g',
          serves: ['g', 'c'],
          path: `${up(X.g, PRODUCT_Y)} H${ADD_X} V${CARRY_Y + RADIUS}`,
          arrow: true,
        },
      ];
  const kept: Wire[] = [
    ...(has.f ? [{ carries: 'f', serves: ['f', 'c'], path: up(X.f, CARRY_Y + RADIUS), arrow: true } as const] : []),
    ...(coupled
      ? ([
          { carries: 'i', serves: ['f', 'c'], path: `M${X.i} 160 H${X.f} V${PRODUCT_Y + RADIUS}`, arrow: true },
          { carries: 'f', serves: ['f', 'c'], path: `M${X.f} ${PRODUCT_Y - RADIUS} V${CARRY_Y + RADIUS}`, arrow: true },
        ] as const)
      : []),
  ];
  const outTop = layer.projection === null ? BUS_Y : PROJECT_Y - RADIUS;
  const from = has.o ? OUT_Y + RADIUS : TANH_Y + RADIUS;
  const output: Wire[] = [
    { carries: 'c', serves: ['h'], path: `M${OUT_X} ${CARRY_Y} V${TANH_Y - RADIUS}`, arrow: true },
    ...(has.o
      ? ([
          { carries: 'o', serves: ['o', 'h'], path: `${up(X.o, OUT_Y)} H${OUT_X - RADIUS}`, arrow: true },
          { carries: 'h', serves: ['h'], path: `M${OUT_X} ${TANH_Y + RADIUS} V${OUT_Y - RADIUS}`, arrow: true },
        ] as const)
      : []),
    ...(layer.projection === null
      ? []
      : [{ carries: 'h', serves: ['h'], path: `M${OUT_X} ${from} V${outTop}`, arrow: true } as const]),
    {
      carries: 'h',
      serves: ['h'],
      path: `M${OUT_X} ${layer.projection === null ? from : PROJECT_Y + RADIUS} V${BUS_Y} H${RIGHT}`,
      arrow: true,
    },
  ];

  return {
    width: 640,
    height: 372,
    frame: FRAME,
    wires: [
      ...carry,
      { carries: 'c', serves: ['c', 'h'], path: `M${ADD_X + RADIUS} ${CARRY_Y} H${OUT_X}`, arrow: false },
      { carries: 'c', serves: ['c'], path: `M${OUT_X} ${CARRY_Y} H${RIGHT}`, arrow: true },
      ...inputBus(boxes.map((gate) => ({ gate, x: X[gate] }))),
      { carries: 'x', serves: boxes, path: `M108 364 V${BUS_Y}`, arrow: false },
      ...kept,
      ...written,
      ...output,
      ...(cell.peepholes ? peepholes(has) : []),
      ...(cell.gateRecurrence ? gateRecurrence(learned) : []),
    ],
    gates: boxes.map((gate) => gateBox(gate, [gate, gate === 'o' ? 'h' : 'c'], symbol(gate), X[gate])),
    operations: [
      ...(forgets ? [{ result: 'c', symbol: '×', x: X.f, y: CARRY_Y } as const] : []),
      ...(coupled ? [{ result: 'f', symbol: '1−', x: X.f, y: PRODUCT_Y } as const] : []),
      ...(has.i ? [{ result: 'c', symbol: '×', x: ADD_X, y: PRODUCT_Y } as const] : []),
      { result: 'c', symbol: '+', x: ADD_X, y: CARRY_Y },
      { result: 'h', symbol: activationSymbol(cell.activations.cell), x: OUT_X, y: TANH_Y },
      ...(has.o ? [{ result: 'h', symbol: '×', x: OUT_X, y: OUT_Y } as const] : []),
      ...(layer.projection === null ? [] : [{ result: 'h', symbol: 'W', x: OUT_X, y: PROJECT_Y } as const]),
    ],
    junctions: [
      { serves: boxes, x: 108, y: BUS_Y },
      ...boxes.slice(0, -1).map((gate, n) => ({ serves: boxes.slice(n), x: X[gate], y: BUS_Y })),
      ...(coupled ? [{ serves: ['f', 'c'] as const, x: X.i, y: 160 }] : []),
      ...(cell.peepholes && (has.f || has.i) ? [{ serves: ['f', 'i'] as const, x: PEEPHOLE_X.from, y: CARRY_Y }] : []),
      ...(cell.peepholes && has.o ? [{ serves: ['o'] as const, x: PEEPHOLE_X.c, y: CARRY_Y }] : []),
      { serves: ['c', 'h'], x: OUT_X, y: CARRY_Y },
    ],
    labels: [
      stateLabel('cPrevious', layer.hidden, CARRY_Y),
      stateLabel('c', layer.hidden, CARRY_Y),
      stateLabel('hPrevious', layer.projection ?? layer.hidden, BUS_Y),
      stateLabel('h', layer.projection ?? layer.hidden, BUS_Y),
      xLabel(input),
      ...(cell.gateRecurrence ? [previousGates(learned)] : []),
      ...(forgets ? [gateLabel('f', X.f + 9, coupled ? PRODUCT_Y - 24 : PRODUCT_Y + 4, 'start')] : []),
      ...(has.i ? [gateLabel('i', X.i - 9, PRODUCT_Y + (coupled ? 48 : 30), 'end')] : []),
      gateLabel('g', X.g + 9, PRODUCT_Y + 30, 'start'),
      ...(has.o ? [gateLabel('o', (X.o + OUT_X) / 2 - 8, OUT_Y - 8, 'middle')] : []),
    ],
  };
}

/** From c_{t-1} to input and forget gate, from c_t to the output gate, of those that are learned. */
function peepholes(has: { i: boolean; f: boolean; o: boolean }): Wire[] {
  const into = (gate: 'f' | 'i'): Wire => ({
    carries: 'cPrevious',
    serves: [gate],
    path: `M${PEEPHOLE_X.from} ${CARRY_Y} V${PEEPHOLE_Y} H${PEEPHOLE_X[gate]} V${GATE.top}`,
    arrow: true,
  });
  const out: Wire = {
    carries: 'c',
    serves: ['o'],
    path: `M${PEEPHOLE_X.c} ${CARRY_Y} V${PEEPHOLE_Y} H${PEEPHOLE_X.o} V${GATE.top}`,
    arrow: true,
  };
  return [...(has.f ? [into('f')] : []), ...(has.i ? [into('i')] : []), ...(has.o ? [out] : [])];
}

/** From all gates of the step before to every gate. */
function gateRecurrence(gates: readonly ('f' | 'i' | 'o')[]): Wire[] {
  return gates.flatMap((gate, n): Wire[] => {
    const x = X[gate] - RECURRENCE_LEFT;
    const before = n === 0 ? LEFT : X[gates[n - 1]] - RECURRENCE_LEFT;
    return [
      { carries: 'gatesPrevious', serves: gates.slice(n), path: `M${before} ${RECURRENCE_Y} H${x}`, arrow: false },
      {
        carries: 'gatesPrevious',
        serves: [gate],
        path: `M${x} ${RECURRENCE_Y} V${GATE.top + GATE.height}`,
        arrow: true,
      },
    ];
  });
}

function previousGates(gates: readonly Quantity[]): WireLabel {
  const y = RECURRENCE_Y - 12;
  return {
    carries: 'gatesPrevious',
    symbol: gates.join(', '),
    subscript: 't−1',
    size: '',
    x: LEFT,
    y,
    anchor: 'start',
  };
}

function gateLabel(symbol: Quantity, x: number, y: number, anchor: WireLabel['anchor']): WireLabel {
  return { carries: symbol, symbol, subscript: 't', size: '', x, y, anchor };
}
