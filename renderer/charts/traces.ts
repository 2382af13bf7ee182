/** The traces' row of the gate stage: the chosen units' values as lines. */

import type { GatesView } from '../../core/contract/views';
import { envelopePoints, extentOf } from './envelope';
import { seriesColour } from './ink';
import { lineSeries, valueAxis } from './signal';
import type { Mark, RowParts, StageRequest, TraceChoice } from './stage-parts';
import type { StageRow } from './stage-layout';

/** Whether a trace of the view belongs to the choice. */
export function isChosen(choice: TraceChoice, trace: GatesView['traces'][number]): boolean {
  if (choice.kind === 'unit') return trace.unit === choice.unit;
  return trace.quantity === choice.quantity && choice.units.includes(trace.unit);
}

/** Lines coloured by gate for one unit, or by unit for one quantity, named in the gutter. */
export function tracesRow(row: StageRow, index: number, { view, traces, ink, words }: StageRequest): RowParts {
  const chosen = view.traces.filter((trace) => isChosen(traces, trace));
  const colourOf = (trace: GatesView['traces'][number]) =>
    traces.kind === 'unit' ? ink.gates[trace.quantity] : seriesColour(ink, traces.units.indexOf(trace.unit));
  const entries = chosen.map((trace) => ({
    text: traces.kind === 'unit' ? trace.quantity : String(trace.unit),
    colour: colourOf(trace),
  }));
  const [title, colour] =
    traces.kind === 'unit'
      ? [words.unit(traces.unit), ink.text]
      : [words.names[traces.quantity], ink.gates[traces.quantity]];
  return {
    yAxis: valueAxis(index, row, extentOf(chosen.map((trace) => trace.envelope)), ink),
    series: chosen.map((trace) =>
      lineSeries(index, `${trace.quantity}${trace.unit}`, envelopePoints(trace.envelope, view.to), colourOf(trace)),
    ),
    marks: [heading(row, title, colour, ink.font), ...legend(row, entries, ink.mono)],
  };
}

function heading(row: StageRow, text: string, colour: string, font: string): Mark {
  const y = row.top + row.height / 2 - 16;
  return {
    type: 'text',
    silent: true,
    x: 8,
    y,
    style: { text, fill: colour, font: `600 11px ${font}`, verticalAlign: 'top' },
  };
}

/** Names in their lines' colours, four a line, as far as the gutter goes. */
function legend(row: StageRow, entries: { text: string; colour: string }[], font: string): Mark[] {
  const shown = entries.slice(0, 12);
  const rich = Object.fromEntries(shown.map((entry, k) => [`k${k}`, { fill: entry.colour, font: `600 11px ${font}` }]));
  const text = shown.map((entry, k) => `{k${k}|${entry.text}}${k % 4 === 3 ? '\n' : ' '}`).join('');
  return [
    {
      type: 'text',
      silent: true,
      x: 8,
      y: row.top + row.height / 2,
      style: { text, rich, lineHeight: 14, font: `11px ${font}`, verticalAlign: 'top' },
    },
  ];
}
