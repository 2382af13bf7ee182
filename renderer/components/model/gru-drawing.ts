/** The geometry of a GRU's drawing: its one state along the top, and on the way to the candidate the reset gate's product and the weights, in their order. */

import type { GruSpec } from '../../../core/contract/cells';
import { BUS_Y, CARRY_Y, FRAME, GATE, gateBox, inputBus, LEFT, RADIUS, RIGHT, stateLabel, xLabel } from './cell-parts';
import type { CellDrawing, DrawnLayer, Wire } from './cell-shapes';
import { activationSymbol } from './equations';

const X = { r: 160, z: 270, n: 450 } as const;
/** Where the reset gate meets the state on its way to the candidate. */
const RESET = { x: 340, y: 217 } as const;
/** Where that state meets its weights: past the reset gate, or before it. */
const WEIGHTS = { before: { x: 392, y: 217 }, after: { x: 340, y: 256 } } as const;
const INVERT = { x: 350, y: 128 } as const;

export function gruDrawing(input: number | null, { hidden }: DrawnLayer, { activations, reset }: GruSpec): CellDrawing {
  const weights = WEIGHTS[reset];
  const gates = [
    { gate: 'r', x: X.r },
    { gate: 'z', x: X.z },
  ] as const;
  const all = ['r', 'z', 'n'] as const;
  return {
    width: 640,
    height: 372,
    frame: FRAME,
    wires: [
      { carries: 'hPrevious', serves: ['h'], path: `M${LEFT} ${CARRY_Y} H${X.z - RADIUS}`, arrow: true },
      { carries: 'h', serves: ['h'], path: `M${X.z + RADIUS} ${CARRY_Y} H${X.n - RADIUS}`, arrow: true },
      { carries: 'h', serves: ['h'], path: `M${X.n + RADIUS} ${CARRY_Y} H${RIGHT}`, arrow: true },
      ...inputBus(gates),
      ...stateWires(reset),
      {
        carries: 'r',
        serves: ['r', 'n'],
        path: `M${X.r} ${GATE.top} V164 H${RESET.x} V${RESET.y - RADIUS}`,
        arrow: true,
      },
      { carries: 'x', serves: all, path: `M108 364 V${BUS_Y}`, arrow: false },
      { carries: 'x', serves: ['n'], path: `M108 340 H${X.n} V${GATE.top + GATE.height}`, arrow: true },
      { carries: 'z', serves: ['z', 'h'], path: `M${X.z} ${GATE.top} V${CARRY_Y + RADIUS}`, arrow: true },
      { carries: 'z', serves: ['h'], path: `M${X.z} ${INVERT.y} H${INVERT.x - RADIUS}`, arrow: true },
      { carries: 'z', serves: ['h'], path: `M${INVERT.x + RADIUS} ${INVERT.y} H${X.n - RADIUS}`, arrow: true },
      { carries: 'n', serves: ['n', 'h'], path: `M${X.n} ${GATE.top} V${INVERT.y + RADIUS}`, arrow: true },
      { carries: 'h', serves: ['h'], path: `M${X.n} ${INVERT.y - RADIUS} V${CARRY_Y + RADIUS}`, arrow: true },
    ],
    gates: [
      ...gates.map(({ gate, x }) =>
        gateBox(gate, [gate, gate === 'r' ? 'n' : 'h'], activationSymbol(activations.gate), x),
      ),
      gateBox('n', ['n', 'h'], activationSymbol(activations.candidate), X.n),
    ],
    operations: [
      { result: 'h', symbol: '×', x: X.z, y: CARRY_Y },
      { result: 'n', symbol: '×', ...RESET },
      { result: 'n', symbol: 'R', ...weights },
      { result: 'h', symbol: '1−', ...INVERT },
      { result: 'h', symbol: '×', x: X.n, y: INVERT.y },
      { result: 'h', symbol: '+', x: X.n, y: CARRY_Y },
    ],
    junctions: [
      { serves: all, x: 108, y: BUS_Y },
      { serves: all, x: X.r, y: BUS_Y },
      { serves: ['z', 'n'], x: X.z, y: BUS_Y },
      { serves: ['n'], x: 108, y: 340 },
      { serves: ['h'], x: X.z, y: INVERT.y },
    ],
    labels: [
      stateLabel('hPrevious', hidden, CARRY_Y),
      stateLabel('h', hidden, CARRY_Y),
      { ...stateLabel('hPrevious', hidden, BUS_Y), size: '' },
      xLabel(input),
      { carries: 'r', symbol: 'r', subscript: 't', size: '', x: X.r - 9, y: 184, anchor: 'end' },
      { carries: 'z', symbol: 'z', subscript: 't', size: '', x: X.z - 9, y: 110, anchor: 'end' },
      { carries: 'n', symbol: 'n', subscript: 't', size: '', x: X.n + 9, y: 174, anchor: 'start' },
    ],
  };
}

/** The state's way to the candidate: through the reset gate to its weights, or through its weights to the reset gate. */
function stateWires(reset: GruSpec['reset']): Wire[] {
  const { x, y } = WEIGHTS[reset];
  const gate = X.n - GATE.width / 2;
  const paths =
    reset === 'before'
      ? [
          `M${LEFT} ${BUS_Y} H${RESET.x} V${RESET.y + RADIUS}`,
          `M${RESET.x + RADIUS} ${RESET.y} H${x - RADIUS}`,
          `M${x + RADIUS} ${y} H${gate}`,
        ]
      : [
          `M${LEFT} ${BUS_Y} H${x} V${y + RADIUS}`,
          `M${x} ${y - RADIUS} V${RESET.y + RADIUS}`,
          `M${RESET.x + RADIUS} ${RESET.y} H${gate}`,
        ];
  return paths.map((path) => ({ carries: 'hPrevious', serves: ['n'], path, arrow: true }));
}
