/** The series chart: a lane for each channel, a line for each series, on the range that was asked for. */

import { expect, it } from 'vitest';
import type { SeriesChart } from '../../../core/contract/views';
import type { Ink } from '../../../renderer/charts/ink';
import { seriesOption } from '../../../renderer/charts/series';
import { legendOf, readoutAt } from '../../../renderer/components/data/readout';

const ink: Ink = {
  dark: false,
  font: 'f',
  mono: 'm',
  text: '#000',
  muted: '#111',
  faint: '#222',
  line: '#333',
  lineStrong: '#444',
  surface: '#fff',
  accent: '#555',
  series: ['red', 'green', 'blue'],
  gates: { i: '', f: '', g: '', o: '', c: '', h: '', r: '', z: '', n: '' },
};

function line(index: number, channel: number, values: number[]): SeriesChart['lines'][number] {
  const envelope = { start: 0, stepsPerColumn: 1, min: Float32Array.from(values), max: Float32Array.from(values) };
  return { series: { part: 'train', index }, id: `s${index}`, label: null, channel, envelope };
}

function draw(lines: SeriesChart['lines'], channels: number[], height = 400, axisNote?: string) {
  const chart: SeriesChart = { from: 0, to: 3, length: 3, lines };
  const option = seriesOption({
    chart,
    range: { from: 0, to: 3 },
    channels: channels.map((index) => ({ index, name: `channel ${index}` })),
    width: 600,
    height,
    ink,
    axisNote,
  });
  return option as {
    grid: { top: number; height: number }[];
    xAxis: { min: number; max: number; name?: string; axisLabel: { show: boolean } }[];
    yAxis: { min: number; max: number }[];
    title: { text: string; top: number }[];
    series: { name: string; xAxisIndex: number; data: unknown; lineStyle: { color: string } }[];
  };
}

it('puts each channel in a lane of its own, none over another, the last one with the steps', () => {
  const option = draw([line(0, 2, [1, 2, 3]), line(0, 5, [10, 20, 30])], [2, 5]);
  expect(option.title.map(({ text }) => text)).toEqual(['channel 2', 'channel 5']);
  expect(option.series.map(({ xAxisIndex }) => xAxisIndex)).toEqual([0, 1]);
  expect(option.grid[1].top).toBeGreaterThan(option.grid[0].top + option.grid[0].height);
  expect(option.grid[1].top + option.grid[1].height).toBeLessThanOrEqual(400);
  expect(option.xAxis.map(({ axisLabel }) => axisLabel.show)).toEqual([false, true]);
});

it('says below the last lane what is counted, where that is to be said, and leaves room for it', () => {
  const lines = [line(0, 2, [1, 2, 3]), line(0, 5, [10, 20, 30])];
  const option = draw(lines, [2, 5], 400, 'steps');
  expect(option.xAxis.map(({ name }) => name)).toEqual([undefined, 'steps']);
  const bottom = ({ grid }: typeof option) => grid[1].top + grid[1].height;
  expect(bottom(option)).toBeLessThan(bottom(draw(lines, [2, 5])));
});

it('names each lane where none of its lines can be, however low the lanes are', () => {
  const option = draw([line(0, 2, [1, 2, 3]), line(0, 5, [10, 20, 30])], [2, 5], 80);
  const [first, second] = option.grid;
  expect(option.title[0].top).toBeGreaterThanOrEqual(0);
  expect(option.title[0].top).toBeLessThanOrEqual(first.top - 11);
  expect(option.title[1].top).toBeGreaterThanOrEqual(first.top + first.height);
  expect(option.title[1].top).toBeLessThanOrEqual(second.top - 11);
});

it('shows every step as a slot of width one, and all values with air around them', () => {
  const option = draw([line(0, 0, [1, 5, 3])], [0]);
  expect([option.xAxis[0].min, option.xAxis[0].max]).toEqual([-0.5, 2.5]);
  expect(option.yAxis[0].min).toBeLessThan(1);
  expect(option.yAxis[0].max).toBeGreaterThan(5);
  expect(option.title).toEqual([]);
});

it('leaves a gap where a value is missing', () => {
  const option = draw([line(0, 0, [1, Number.NaN, 3])], [0]);
  expect(option.series[0].data).toEqual(Float64Array.of(0, 1, 1, Number.NaN, 2, 3));
});

it('colours the channels of one series, and the series where there are several', () => {
  const one = draw([line(4, 0, [1]), line(4, 1, [1])], [0, 1]);
  expect(one.series.map(({ lineStyle }) => lineStyle.color)).toEqual(['red', 'green']);
  const several = draw([line(4, 1, [1]), line(9, 1, [1])], [1]);
  expect(several.series.map(({ lineStyle }) => lineStyle.color)).toEqual(['red', 'green']);
});

it('draws a constant series in the middle of its axis', () => {
  const { yAxis } = draw([line(0, 0, [7, 7, 7])], [0]);
  expect((yAxis[0].min + yAxis[0].max) / 2).toBeCloseTo(7);
  expect(yAxis[0].max).toBeGreaterThan(yAxis[0].min);
});

it('reads the values under the pointer, and names series only where there are several', () => {
  const chart: SeriesChart = {
    from: 0,
    to: 3,
    length: 3,
    lines: [line(4, 0, [1, 2, 3]), line(4, 1, [7, Number.NaN, 9])],
  };
  expect(readoutAt(chart, 2, ['a', 'b'], ink).map(({ name, value }) => [name, value])).toEqual([
    ['a', '3'],
    ['b', '9'],
  ]);
  expect(readoutAt(chart, 1, ['a', 'b'], ink).map(({ name }) => name)).toEqual(['a']);
  expect(legendOf(chart, ink)).toEqual([]);

  const two: SeriesChart = { ...chart, lines: [line(4, 0, [1]), { ...line(9, 0, [2]), label: 'walk' }] };
  expect(readoutAt(two, 0, ['a'], ink).map(({ name, colour }) => [name, colour])).toEqual([
    ['s4', 'red'],
    ['s9', 'green'],
  ]);
  expect(legendOf(two, ink).map(({ name }) => name)).toEqual(['s4', 's9 (walk)']);
});

it('reads least and greatest where a column holds several steps', () => {
  const wide = line(0, 0, [1, 4]);
  wide.envelope = { start: 10, stepsPerColumn: 5, min: Float32Array.of(-1, 2), max: Float32Array.of(1, 8) };
  const chart: SeriesChart = { from: 10, to: 20, length: 20, lines: [wide] };
  expect(readoutAt(chart, 16, ['a'], ink)[0].value).toBe('2 … 8');
  expect(readoutAt(chart, 20, ['a'], ink)).toEqual([]);
});
