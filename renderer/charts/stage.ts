/** The gate stage as one chart: the signal, the heatmaps and the traces over one time axis. */

import type { ChartOption } from './Chart.vue';
import { heatmapRow } from './heatmap-row';
import { grouped } from './numbers';
import { signalRow } from './signal';
import type { StageRow } from './stage-layout';
import type { Grid, Mark, RowParts, Series, StageRequest, XAxis, YAxis } from './stage-parts';
import { timeTicks } from './time-axis';
import { tracesRow } from './traces';

/** The option of the whole stage; every row has a grid of its own with the same left edge and width, which no label may shrink. */
export function stageOption(request: StageRequest): ChartOption {
  const { layout, range, ink, words } = request;
  const ticks = timeTicks(range, layout.plotWidth);
  const grids: Grid[] = [];
  const xAxes: XAxis[] = [];
  const yAxes: YAxis[] = [];
  const series: Series[] = [];
  const marks: Mark[] = [];
  for (const [index, row] of layout.rows.entries()) {
    const last = index === layout.rows.length - 1;
    grids.push({
      left: layout.left,
      top: row.top,
      width: layout.plotWidth,
      height: row.height,
      outerBoundsMode: 'none',
    });
    xAxes.push({
      type: 'value',
      gridIndex: index,
      min: range.from - 0.5,
      max: range.to - 0.5,
      name: last ? words.step : '',
      nameLocation: 'end',
      nameGap: 10,
      nameTextStyle: {
        color: ink.muted,
        fontSize: 10,
        fontFamily: ink.font,
        align: 'left',
        verticalAlign: 'top',
        padding: [6, 0, 0, 0],
      },
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: ink.line, width: 1 } },
      axisTick: { show: last, length: 4, customValues: ticks, lineStyle: { color: ink.lineStrong } },
      axisLabel: {
        show: last,
        customValues: ticks,
        color: ink.muted,
        fontSize: 10,
        fontFamily: ink.font,
        margin: 7,
        formatter: grouped,
      },
    });
    const parts = partsOf(row, index, request);
    yAxes.push(parts.yAxis);
    series.push(...parts.series);
    marks.push(...parts.marks);
  }
  return {
    animation: false,
    grid: grids,
    xAxis: xAxes,
    yAxis: yAxes,
    series,
    graphic: { elements: marks as never },
  };
}

function partsOf(row: StageRow, index: number, request: StageRequest): RowParts {
  if (row.kind === 'signal') return signalRow(row, index, request);
  if (row.kind === 'traces') return tracesRow(row, index, request);
  const heatmap = request.view.heatmaps.find((candidate) => candidate.quantity === row.quantity);
  if (heatmap === undefined) throw new Error(`no heatmap of ${row.quantity}`);
  return heatmapRow(row, index, heatmap, request);
}
