/** The geometry of a plain RNN's drawing: one sum and its activation. */

import type { RnnSpec } from '../../../core/contract/cells';
import { BUS_Y, FRAME, GATE, gateBox, inputBus, RIGHT, stateLabel, xLabel } from './cell-parts';
import type { CellDrawing, DrawnLayer } from './cell-shapes';
import { activationSymbol } from './equations';

const X = 321;
const TURN_Y = 120;
const TURN_X = 500;

export function rnnDrawing(input: number | null, { hidden }: DrawnLayer, { activation }: RnnSpec): CellDrawing {
  return {
    width: 640,
    height: 372,
    frame: FRAME,
    wires: [
      ...inputBus([{ gate: 'h', x: X }]),
      { carries: 'x', serves: ['h'], path: `M108 364 V${BUS_Y}`, arrow: false },
      {
        carries: 'h',
        serves: ['h'],
        path: `M${X} ${GATE.top} V${TURN_Y} H${TURN_X} V${BUS_Y} H${RIGHT}`,
        arrow: true,
      },
    ],
    gates: [gateBox('h', ['h'], activationSymbol(activation), X)],
    operations: [],
    junctions: [{ serves: ['h'], x: 108, y: BUS_Y }],
    labels: [stateLabel('hPrevious', hidden, BUS_Y), stateLabel('h', hidden, BUS_Y), xLabel(input)],
  };
}
