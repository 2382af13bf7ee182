/** The charts of a model's analysis: stepped histograms, the complex plane and the bars of memory. */

import { describe, expect, it } from 'vitest';
import type { GateSpectrum, WeightHistogram } from '../../../core/contract/views-analysis';
import { horizonLimits, horizonsOption } from '../../../renderer/charts/horizons';
import { spectrumOption, unitCircle } from '../../../renderer/charts/spectrum';
import { steppedLine, weightHistogramOption } from '../../../renderer/charts/weight-histogram';
import { forgettingGate, spectrumMeaning } from '../../../renderer/components/model/analysis';
import { ink } from './views';

interface Drawn {
  grid: unknown[];
  xAxis: { min: number; max: number };
  yAxis: { min: number; max: number };
  series: { name: string; data: number[][]; lineStyle?: { color: string }; itemStyle?: { color: string } }[];
}

const histogram: WeightHistogram = {
  matrix: 'R',
  low: -1,
  high: 1,
  gates: [
    { gate: 'i', counts: Uint32Array.of(3, 1), mean: 0, sd: 1 },
    { gate: 'f', counts: Uint32Array.of(0, 0), mean: NaN, sd: NaN },
  ],
  notFinite: 0,
};

describe('histograms', () => {
  it('are stepped lines of shares, from nothing to nothing', () => {
    expect(steppedLine(histogram, histogram.gates[0].counts)).toEqual([
      [-1, 0],
      [-1, 0.75],
      [0, 0.75],
      [0, 0.25],
      [1, 0.25],
      [1, 0],
    ]);
    expect(steppedLine(histogram, histogram.gates[1].counts).every(([, share]) => share === 0)).toBe(true);
  });

  it('have a lane for each matrix and the colours of the gates', () => {
    const option = weightHistogramOption([{ ...histogram, matrix: 'W' }, histogram], 300, ink) as unknown as Drawn;
    expect(option.grid).toHaveLength(2);
    expect(option.series.map(({ name, lineStyle }) => [name, lineStyle!.color])).toEqual([
      ['W i', ink.gates.i],
      ['W f', ink.gates.f],
      ['R i', ink.gates.i],
      ['R f', ink.gates.f],
    ]);
  });
});

const spectrum = (radius: number): GateSpectrum => ({
  gate: 'g',
  real: Float64Array.of(0, 0),
  imaginary: Float64Array.of(radius, -radius),
  radius,
});

describe('the spectrum', () => {
  const words = { real: 're', imaginary: 'im' };

  it('has the unit circle, closed, and every eigenvalue in its gate’s colour', () => {
    const circle = unitCircle();
    for (const [x, y] of circle) expect(Math.hypot(x, y)).toBeCloseTo(1, 12);
    expect(circle.at(-1)![0]).toBeCloseTo(circle[0][0], 12);
    const option = spectrumOption({
      spectra: [spectrum(0.5)],
      width: 400,
      height: 300,
      ink,
      words,
    }) as unknown as Drawn;
    expect(option.series[1]).toMatchObject({
      name: 'g',
      data: [
        [0, 0.5],
        [0, -0.5],
      ],
      itemStyle: { color: ink.gates.g },
    });
  });

  it.each([
    [400, 300, 0.5],
    [200, 500, 3],
  ])('is as long along both axes and holds circle and eigenvalues in %i x %i', (width, height, radius) => {
    const request = { spectra: [spectrum(radius)], width, height, ink, words };
    const { xAxis, yAxis } = spectrumOption(request) as unknown as Drawn;
    const perUnit = [(width - 68) / (xAxis.max - xAxis.min), (height - 48) / (yAxis.max - yAxis.min)];
    expect(perUnit[0]).toBeCloseTo(perUnit[1], 9);
    expect(Math.min(xAxis.max, yAxis.max)).toBeGreaterThan(Math.max(1, radius));
  });

  it('says what the largest radius does', () => {
    expect(spectrumMeaning([spectrum(0.9), spectrum(0.5)])).toEqual({ kind: 'fades', radius: 0.9 });
    expect(spectrumMeaning([spectrum(1 - 1e-7)]).kind).toBe('keeps');
    expect(spectrumMeaning([spectrum(0.2), spectrum(7)])).toEqual({ kind: 'grows', radius: 7 });
  });
});

describe('horizons', () => {
  const horizons = { sorted: Float64Array.of(0, 1.4, 30, Infinity), units: 4, median: 1.4, whole: 1 };
  const words = { units: 'units', steps: 'steps', longest: 'longest' };

  it('lie between powers of ten, with room above for what never ends', () => {
    expect(horizonLimits(horizons, 150)).toEqual([0.1, 10000]);
    expect(horizonLimits({ ...horizons, sorted: Float64Array.of(1.4, 1.5) }, null)).toEqual([1, 10]);
    expect(horizonLimits({ ...horizons, sorted: Float64Array.of(Infinity) }, 30)).toEqual([1, 1000]);
  });

  it('are a bar for each unit, cut to the axis, and the series a line', () => {
    const option = horizonsOption({ horizons, longest: 150, colour: 'red', ink, words }) as unknown as Drawn;
    expect(option.series[0].data).toEqual([
      [0, 0.1],
      [1, 0.1],
      [1, 1.4],
      [2, 1.4],
      [2, 30],
      [3, 30],
      [3, 10000],
      [4, 10000],
    ]);
    expect(option.series[1].data).toEqual([
      [0, 150],
      [4, 150],
    ]);
    const alone = horizonsOption({ horizons, longest: null, colour: 'red', ink, words }) as unknown as Drawn;
    expect(alone.series).toHaveLength(1);
  });

  it('have the colour of the gate that forgets', () => {
    expect(forgettingGate(['i', 'f', 'g', 'o'])).toBe('f');
    expect(forgettingGate(['r', 'z', 'n'])).toBe('z');
    expect(forgettingGate(['i', 'g', 'o'])).toBe('c');
  });
});
