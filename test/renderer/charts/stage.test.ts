/** The gate stage: rows fit the height, and the real chart library puts every row's steps on the same pixels. */

import * as echarts from 'echarts';
import { afterEach, describe, expect, test } from 'vitest';
import type { Quantity } from '../../../core/contract/views';
import { QUANTITIES } from '../../../core/contract/views';
import type { StageRequest } from '../../../renderer/charts/stage-parts';
import { stageOption } from '../../../renderer/charts/stage';
import { layoutStage, rowAt } from '../../../renderer/charts/stage-layout';
import { xOfStep } from '../../../renderer/charts/time-axis';
import { gatesView, ink } from './views';

const names = Object.fromEntries(QUANTITIES.map((quantity) => [quantity, `name of ${quantity}`])) as Record<
  Quantity,
  string
>;

function request(change: Partial<StageRequest> = {}): StageRequest & { painted: { width: number; height: number }[] } {
  const painted: { width: number; height: number }[] = [];
  return {
    view: gatesView(20, 60, 10, [2, 5]),
    layout: layoutStage({ width: 900, height: 560, shown: QUANTITIES, focus: null, traces: true }),
    range: { from: 20, to: 60 },
    hiddenChannels: new Set(),
    channels: ['left', 'right'],
    traces: { kind: 'unit', unit: 2 },
    words: {
      step: 'step',
      signal: 'signal',
      scaled: 'scaled',
      traces: 'traces',
      names,
      unit: (unit) => `unit ${unit}`,
    },
    ink,
    paint: (_pixels, width, height) => {
      painted.push({ width, height });
      return { width, height, getContext: () => null, toDataURL: () => 'data:image/png;base64,AA==' } as never;
    },
    pixelRatio: 2,
    painted,
    ...change,
  };
}

const charts: echarts.ECharts[] = [];
afterEach(() => charts.splice(0).forEach((chart) => chart.dispose()));

function draw(wanted: StageRequest): echarts.ECharts {
  const { width, height } = wanted.layout;
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  charts.push(chart);
  chart.setOption(stageOption(wanted));
  return chart;
}

describe('layout', () => {
  test.each([
    [900, 560],
    [700, 430],
    [500, 300],
  ])('eight rows fill %d x %d without touching each other or the axis', (width, height) => {
    const layout = layoutStage({ width, height, shown: QUANTITIES, focus: null, traces: true });
    expect(layout.rows.map((row) => row.quantity ?? row.kind)).toEqual(['signal', ...QUANTITIES, 'traces']);
    for (let k = 1; k < layout.rows.length; k++) {
      expect(layout.rows[k].top).toBeGreaterThan(layout.rows[k - 1].top + layout.rows[k - 1].height);
    }
    expect(layout.axisTop).toBe(height - 26);
    expect(Math.min(...layout.rows.map((row) => row.height))).toBeGreaterThanOrEqual(22);
    expect(layout.barLeft).toBeGreaterThan(layout.left + layout.plotWidth);
    expect(layout.barLeft + layout.barWidth).toBeLessThan(width);
  });

  test('the focused heatmap takes most of the room and the others stay visible', () => {
    const layout = layoutStage({ width: 900, height: 560, shown: QUANTITIES, focus: 'f', traces: true });
    const heights = Object.fromEntries(layout.rows.map((row) => [row.quantity ?? row.kind, row.height]));
    expect(heights.f).toBeGreaterThan(4 * heights.i);
    expect(heights.i).toBeGreaterThanOrEqual(22);
    expect(layout.axisTop).toBe(560 - 26);
  });

  test('a point finds its row', () => {
    const layout = layoutStage({ width: 900, height: 560, shown: ['f', 'h'], focus: null, traces: false });
    const [signal, forget, hidden] = layout.rows;
    expect(rowAt(layout, signal.top)?.kind).toBe('signal');
    expect(rowAt(layout, forget.top + forget.height - 1)?.quantity).toBe('f');
    expect(rowAt(layout, forget.top + forget.height)).toBeNull();
    expect(rowAt(layout, hidden.top)?.quantity).toBe('h');
  });
});

describe('drawn', () => {
  test('every row shows a step on the same pixel, the one that the cursor uses', () => {
    const wanted = request();
    const chart = draw(wanted);
    for (const step of [20, 33, 59]) {
      const expected = wanted.layout.left + xOfStep(step, wanted.layout.plotWidth, wanted.range);
      for (const index of wanted.layout.rows.keys()) {
        expect(chart.convertToPixel({ xAxisIndex: index }, step)).toBeCloseTo(expected, 9);
      }
    }
  });

  test('a heatmap is one image over exactly the plot, painted at the device pixels', () => {
    const wanted = request();
    const svg = draw(wanted).renderToSVGString();
    const { left, plotWidth, rows } = wanted.layout;
    const images = [...svg.matchAll(/<image[^>]*>/g)].map(([tag]) =>
      ['x', 'y', 'width', 'height'].map((name) => Number(new RegExp(` ${name}="([^"]+)"`).exec(tag)?.[1])),
    );
    for (const row of rows.filter((candidate) => candidate.kind === 'heatmap')) {
      expect(images).toContainEqual([left, row.top, plotWidth, row.height]);
      expect(wanted.painted).toContainEqual({ width: 2 * plotWidth, height: 2 * row.height });
    }
    expect(images).toHaveLength(12);
  });

  test('a view of another range is stretched to where its steps belong', () => {
    const wanted = request({ range: { from: 30, to: 50 } });
    const svg = draw(wanted).renderToSVGString();
    const { left, plotWidth } = wanted.layout;
    const widths = [...svg.matchAll(/<image[^>]* width="([^"]+)"[^>]* x="([^"]+)"/g)].map(([, width, x]) => [
      Number(x),
      Number(width),
    ]);
    expect(widths).toContainEqual([left - plotWidth / 2, 2 * plotWidth]);
  });

  test('each row bears its symbol, name and scale', () => {
    const svg = draw(request()).renderToSVGString();
    for (const quantity of QUANTITIES) expect(svg).toContain(`name of ${quantity}`);
    expect(svg).toContain('>−2.5<');
    expect(svg).toContain('unit 2');
    expect(svg).toContain('>step<');
  });

  test('hidden channels leave the signal and its axis', () => {
    const all = stageOption(request());
    const one = stageOption(request({ hiddenChannels: new Set([1]) }));
    const names = (option: typeof all) => (option.series as { name?: string }[]).flatMap(({ name }) => name ?? []);
    expect(names(all)).toContain('right');
    expect(names(one)).not.toContain('right');
    const [axis] = one.yAxis as { min: number; max: number }[];
    expect(axis.min).toBeGreaterThan(15);
  });

  test('traces are one unit with every quantity in its gate colour, or one quantity with a colour a unit', () => {
    const coloured = (traces: StageRequest['traces']) =>
      (stageOption(request({ traces })).series as { type: string; name?: string; lineStyle?: { color: string } }[])
        .filter(({ type, name }) => type === 'line' && name !== 'left' && name !== 'right')
        .map(({ name, lineStyle }) => [name, lineStyle?.color]);
    expect(coloured({ kind: 'unit', unit: 2 })).toEqual(
      QUANTITIES.map((quantity) => [`${quantity}2`, ink.gates[quantity]]),
    );
    expect(coloured({ kind: 'quantity', quantity: 'c', units: [5, 2] })).toEqual([
      ['c2', ink.series[1]],
      ['c5', ink.series[0]],
    ]);
  });
});
