/** Goes over a dataset once and finds what each unit of a direction does in it. */

import { forward, StepError } from '../lstm/forward';
import type { Kernel } from '../lstm/kernel';
import type { Quantity } from '../lstm/cell';
import { quantitiesOf } from '../lstm/cell';
import type { Direction } from '../lstm/stack';
import { UnitCorrelations } from '../features/units/correlations';
import { UnitDrives } from '../features/units/drives';
import { KeepingCounts } from '../features/units/keeping';
import { UnitLabels } from '../features/units/labels';
import { UnitMoments } from '../features/units/moments';
import { PROBE_STEPS, PROBES, probes } from '../features/units/probes';
import type { Dataset } from './datasets';
import { type GatePiece, passGates, upTo } from './gate-pass';
import { PARTS, type Prepared } from './runs';
import type { Task } from './task';

/** Values of one quantity that are looked at between two yields. */
const PIECE = 1 << 18;
/** Products that correlations may take; where all series would take more, only every so many is looked at. */
const MOST_PRODUCTS = 2e10;
/** Channels that units are compared with. */
const MOST_CHANNELS = 64;
const MOST_CLASSES = 1000;
/** Windows that are kept for each unit and end. */
const DRIVES = 3;

export interface FoundUnits {
  direction: Direction;
  activity: 'h' | 'c';
  moments: Map<Quantity, UnitMoments>;
  /** The gate that keeps a unit's state, and how long it does. */
  keeping: { by: 'f' | 'z'; counts: KeepingCounts } | null;
  correlations: UnitCorrelations;
  drives: UnitDrives;
  labels: { kind: 'classes' | 'number'; of: UnitLabels } | null;
  series: number;
  steps: number;
  correlated: number;
  channels: number;
  window: number;
  /** Activity over the probes, as they are read; null where the model takes no such input. */
  responses: Float32Array | null; // [PROBES, PROBE_STEPS, H]
}

/** @throws run/gates-too-large, engine/cancelled */
export async function passUnits(run: Prepared, direction: Direction, kernel: Kernel, task: Task): Promise<FoundUnits> {
  const { cell, hidden: H, projection } = direction.config;
  const activity = projection === null ? 'h' : 'c';
  const input = run.model.weights.config.input;
  const sizes = sizesOf(run.dataset);
  const channels = Math.min(input, MOST_CHANNELS);
  const correlations = new UnitCorrelations(H, channels);
  const stride = Math.ceil((sizes.steps * channels * correlations.relations * H) / MOST_PRODUCTS);
  const by = cell.kind === 'gru' ? 'z' : 'f';
  const keeping = cell.kind === 'rnn' ? null : ({ by, counts: new KeepingCounts(H) } as const);
  const quantities = quantitiesOf(cell).filter((quantity) => quantity !== 'h' || activity === 'h');
  const moments = new Map(quantities.map((quantity) => [quantity, new UnitMoments(H)]));
  const window = Math.max(5, Math.min(50, Math.ceil(sizes.longest / 10)));
  const drives = new UnitDrives(H, window, DRIVES);
  const labels = labelsOf(run.dataset, H);
  const scale = new ChannelScale(input);
  const firstOf = { train: 0, test: sizes.train };
  const sums = new Float64Array(H);
  let correlated = 0;

  function* use({ part, members, lengths, steps, gates, input: x }: GatePiece): Generator<void> {
    const active = gates[activity]!;
    const rows = Math.max(1, Math.floor(PIECE / H));
    for (const [b, length] of lengths.entries()) {
      const series = firstOf[part] + members[b];
      const compared = series % stride === 0;
      correlated += Number(compared);
      const start = b * steps;
      const place = direction.reverse ? (k: number) => length - 1 - k : (k: number) => k;
      sums.fill(0);
      for (let from = 0; from < length; from += rows) {
        const to = Math.min(from + rows, length);
        for (const [quantity, of] of moments) of.add(gates[quantity]!, (start + from) * H, to - from);
        if (keeping !== null) {
          const kept = gates[keeping.by]!;
          for (let t = from; t < to; t++) keeping.counts.add(kept, (start + t) * H);
        }
        drives.add(series, length, active, (start + from) * H, from, to);
        if (compared) correlations.add(x, start * input, input, active, start * H, place, from, to);
        if (part === 'train') scale.add(x, (start + from) * input, to - from);
        for (let at = (start + from) * H; at < (start + to) * H;)
          for (let u = 0; u < H; u++, at++) sums[u] += active[at];
        yield;
      }
      const label = part === 'train' ? (labels?.numberOf(members[b]) ?? null) : null;
      if (label !== null)
        labels!.of.add(
          sums.map((sum) => sum / length),
          label,
        );
    }
  }

  await passGates(run, direction, kernel, task, PARTS, use);
  const { means, deviations } = scale.of();
  const responses = await probed(run, direction, activity, kernel, task, probes(means, deviations));
  const { series, steps } = sizes;
  return {
    direction,
    activity,
    moments,
    keeping,
    correlations,
    drives,
    series,
    steps,
    correlated,
    channels,
    window,
    labels: labels === null ? null : { kind: labels.kind, of: labels.of },
    responses,
  };
}

function sizesOf({ parts }: Dataset) {
  const sizes = { series: 0, steps: 0, longest: 0, train: parts.train?.series.lengths.length ?? 0 };
  for (const name of PARTS) {
    for (const length of parts[name]?.series.lengths ?? []) {
      sizes.series++;
      sizes.steps += length;
      sizes.longest = Math.max(sizes.longest, length);
    }
  }
  return sizes;
}

/** The labels of the training part as numbers; null where there are none, or more classes than can be told apart here. */
function labelsOf({ parts, view }: Dataset, units: number) {
  const labels = parts.train?.series.labels ?? [];
  if (view.understood.labelAs === 'number') {
    if (labels.every((label) => label === null)) return null;
    const numberOf = (index: number) => (labels[index] === null ? null : Number(labels[index]));
    return { kind: 'number', of: new UnitLabels(units, 0), numberOf } as const;
  }
  const classes = new Map<string, number>();
  for (const label of labels) if (label !== null && !classes.has(label)) classes.set(label, classes.size);
  if (classes.size < 2 || classes.size > MOST_CLASSES) return null;
  const numberOf = (index: number) => classes.get(labels[index] ?? '') ?? null;
  return { kind: 'classes', of: new UnitLabels(units, classes.size), numberOf } as const;
}

/** Mean and population deviation of channels. */
class ChannelScale {
  private count = 0;
  private readonly first: Float64Array;
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;

  constructor(private readonly channels: number) {
    this.first = new Float64Array(channels);
    this.sums = new Float64Array(channels);
    this.squares = new Float64Array(channels);
  }

  add(x: Float32Array, at: number, steps: number): void {
    const { channels, first, sums, squares } = this;
    if (this.count === 0) for (let c = 0; c < channels; c++) first[c] = x[at + c];
    this.count += steps;
    for (let t = 0, place = at; t < steps; t++) {
      for (let c = 0; c < channels; c++, place++) {
        const rest = x[place] - first[c];
        sums[c] += rest;
        squares[c] += rest * rest;
      }
    }
  }

  of(): { means: Float64Array; deviations: Float64Array } {
    const { count, first, sums, squares } = this;
    return {
      means: sums.map((sum, c) => first[c] + sum / count),
      deviations: squares.map((square, c) => Math.sqrt(Math.max(0, square / count - (sums[c] / count) ** 2))),
    };
  }
}

async function probed(
  run: Prepared,
  direction: Direction,
  activity: 'h' | 'c',
  kernel: Kernel,
  task: Task,
  inputs: Float32Array,
): Promise<Float32Array | null> {
  const { input } = run.model.weights.config;
  const { hidden: H } = direction.config;
  const turned = (values: Float32Array, size: number) => {
    if (!direction.reverse) return values;
    const made = values.slice();
    for (let probe = 0; probe < PROBES.length; probe++)
      for (let t = 0; t < PROBE_STEPS; t++) {
        const from = (probe * PROBE_STEPS + t) * size;
        made.set(values.subarray(from, from + size), (probe * PROBE_STEPS + PROBE_STEPS - 1 - t) * size);
      }
    return made;
  };
  const batch = {
    size: PROBES.length,
    steps: PROBE_STEPS,
    input,
    lengths: new Int32Array(PROBES.length).fill(PROBE_STEPS),
    values: turned(inputs, input),
  };
  const weights = upTo(run.model.weights, direction.layer);
  const pass = forward(kernel, weights, batch, { keep: 'none', gates: [direction.index] });
  try {
    const { gates } = await task.drive(pass, () => task.reach(0, 1));
    return turned(gates[direction.index]![activity]!, H);
  } catch (thrown) {
    if (thrown instanceof StepError) return null;
    throw thrown;
  }
}
