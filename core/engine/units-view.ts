/** What is shown of units: columns to sort them by, and cards. */

import { WorkbenchError } from '../contract/errors';
import {
  DEAD_RANGE,
  type DriveView,
  HORIZON_SHARES,
  LATCH_SHARE,
  SATURATED_SHARE,
  UNIT_FLAGS,
  type UnitCard,
  type UnitFlag,
  type UnitQuantity,
  type UnitsQuery,
  type UnitStatistic,
  type UnitsView,
} from '../contract/insight';
import { blocksOf, type Cell, type Quantity } from '../lstm/cell';
import { type Clusters, clusterRows } from '../features/units/clusters';
import { LAGS } from '../features/units/correlations';
import type { Drive } from '../features/units/drives';
import { PROBE_STEPS, PROBES } from '../features/units/probes';
import { scaledSteps } from '../dataset/scaling';
import { directionAt } from './gates-view';
import type { Made } from './holdings';
import { partOf } from './runs';
import { isIndex } from './series-views';
import type { Task } from './task';
import { type FoundUnits, passUnits } from './units-pass';

interface Described {
  found: FoundUnits;
  cards: Omit<UnitCard, 'highest' | 'lowest' | 'responses'>[];
  clusters: Clusters;
}

/** What was found stays as long as its run. */
const keptOf = new WeakMap<Made, Map<string, Described>>();

/** @throws model/out-of-range, run/gates-too-large, engine/cancelled */
export async function unitsView(of: Made, query: UnitsQuery, task: Task): Promise<UnitsView> {
  const { found, cards, clusters } = await describedOf(of, query, task);
  const { direction, activity, series, steps, window, correlated } = found;
  return {
    run: of.view.handle,
    layer: query.layer,
    direction: query.direction,
    units: direction.config.hidden,
    activity,
    series,
    steps,
    window,
    correlated,
    channels: channelsOf(of, found),
    columns: columnsOf(cards, activity),
    flags: UNIT_FLAGS.map((flag) => ({
      flag,
      units: cards.filter(({ flags }) => flags.includes(flag)).map(({ unit }) => unit),
    })),
    order: Int32Array.from(clusters.order),
    cluster: Int32Array.from(clusters.of),
    clusters: clusters.count,
  };
}

/** @throws model/out-of-range for units that the direction does not have */
export async function unitCards(of: Made, query: UnitsQuery, units: number[], task: Task): Promise<UnitCard[]> {
  const { found, cards } = await describedOf(of, query, task);
  const H = cards.length;
  return units.map((unit) => {
    if (!isIndex(unit, H))
      throw new WorkbenchError('model/out-of-range', { name: 'unit', value: unit, min: 0, max: H - 1 });
    const { highest, lowest } = found.drives.of(unit);
    return {
      ...cards[unit],
      highest: highest.map((drive) => driveView(of, drive)),
      lowest: lowest.map((drive) => driveView(of, drive)),
      responses:
        found.responses &&
        PROBES.map((probe, at) => ({
          probe,
          values: Float32Array.from(
            { length: PROBE_STEPS },
            (_, t) => found.responses![(at * PROBE_STEPS + t) * H + unit],
          ),
        })),
    };
  });
}

async function describedOf(of: Made, query: UnitsQuery, task: Task): Promise<Described> {
  const direction = directionAt(of, query);
  const kept = keptOf.get(of) ?? new Map<string, Described>();
  keptOf.set(of, kept);
  const key = `${query.layer} ${query.direction}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const found = await passUnits(of, direction, of.kernel, task);
  const longest = of.dataset.view.train?.maxLength ?? 0;
  const bare = Array.from({ length: direction.config.hidden }, (_, unit) =>
    bareCard(found, unit, channelsOf(of, found), longest),
  );
  const columns = columnsOf(bare, found.activity).filter(({ statistic }) => behaviour(statistic));
  const table = new Float64Array(bare.length * columns.length);
  for (const [j, { statistic, values }] of columns.entries()) {
    for (const [unit, value] of values.entries())
      table[unit * columns.length + j] = statistic === 'horizon' ? Math.log1p(Math.min(value, 1e9)) : value;
  }
  const clusters = await task.driveUncounted(clusterRows(table, bare.length, columns.length));
  const cards = bare.map((card, unit) => ({ ...card, cluster: clusters.of[unit] }));
  const described = { found, cards, clusters };
  kept.set(key, described);
  return described;
}

/** What clusters go by: not labels, which are no behaviour, and not shares, which means and deviations tell. */
function behaviour(statistic: UnitStatistic): boolean {
  return ['horizon', 'value', 'slope', 'past'].includes(statistic) || / (mean|deviation)$/.test(statistic);
}

function channelsOf(of: Made, { channels }: FoundUnits): string[] {
  return of.dataset.view.channels.slice(0, channels);
}

function bareCard(found: FoundUnits, unit: number, channels: string[], longest: number): Described['cards'][number] {
  const { moments, keeping, correlations, labels, activity, direction } = found;
  const gates = gatesOf(direction.config.cell);
  const quantities = [...moments].map(([quantity, of]): UnitQuantity => {
    const { shut, open, ...rest } = of.of(unit);
    return { quantity, ...rest, ...(gates.includes(quantity) ? { shut, open } : { shut: null, open: null }) };
  });
  const horizon = keeping === null ? null : keeping.counts.horizons(unit, HORIZON_SHARES);
  const saturated = quantities.flatMap(({ quantity, shut, open }): UnitCard['saturated'] => {
    if (shut !== null && shut >= SATURATED_SHARE) return [{ quantity, side: 'shut' }];
    return open !== null && open >= SATURATED_SHARE ? [{ quantity, side: 'open' }] : [];
  });
  const active = quantities.find(({ quantity }) => quantity === activity)!;
  const input = quantities.find(({ quantity }) => quantity === 'i');
  const flags: UnitFlag[] = [];
  if (active.max - active.min <= DEAD_RANGE) flags.push('dead');
  if (saturated.length > 0) flags.push('saturated');
  const switches = (input?.shut ?? 0) >= LATCH_SHARE && (input?.open ?? 0) >= LATCH_SHARE;
  if (horizon !== null && horizon[2] > longest && switches) flags.push('latch');
  const label = labels === null ? NaN : labels.of.of(unit);
  return {
    unit,
    cluster: 0,
    flags,
    saturated,
    horizon,
    quantities,
    correlations: channels.map((channel, c) => {
      const [value, slope, ...past] = correlations.of(unit, c);
      return { channel, value, slope, past: past.map((one, at) => ({ lag: LAGS[at], value: one })) };
    }),
    label: labels === null || Number.isNaN(label) ? null : { kind: labels.kind, value: label },
  };
}

/** What opens and shuts by what was learned or drawn; a gate that a cell goes without is no gate. */
function gatesOf(cell: Cell): Quantity[] {
  const coupled = cell.kind === 'lstm' && cell.forgetGate === 'coupled';
  const blocks = blocksOf(cell);
  return (['i', 'f', 'o', 'r', 'z'] as const).filter((name) => blocks.includes(name) || (coupled && name === 'f'));
}

function columnsOf(cards: Described['cards'], activity: 'h' | 'c'): UnitsView['columns'] {
  const column = (statistic: UnitStatistic, of: (card: Described['cards'][number]) => number) => ({
    statistic,
    values: Float32Array.from(cards, of),
  });
  const largest = (values: number[]) =>
    values.reduce((most, value) => (Math.abs(value) > Math.abs(most) || Number.isNaN(most) ? value : most), NaN);
  const range = ({ quantities }: Described['cards'][number]) => {
    const { max, min } = quantities.find(({ quantity }) => quantity === activity)!;
    return max - min;
  };
  const columns = [
    column('horizon', ({ horizon }) => horizon?.[2] ?? NaN),
    column('range', range),
    column('value', (card) => largest(card.correlations.map(({ value }) => value))),
    column('slope', (card) => largest(card.correlations.map(({ slope }) => slope))),
    column('past', (card) => largest(card.correlations.flatMap(({ past }) => past.map(({ value }) => value)))),
    column('label', ({ label }) => label?.value ?? NaN),
  ];
  for (const [at, { quantity }] of (cards[0]?.quantities ?? []).entries()) {
    columns.push(column(`${quantity} mean`, (card) => card.quantities[at].mean));
    columns.push(column(`${quantity} deviation`, (card) => card.quantities[at].deviation));
    if (cards[0].quantities[at].shut === null) continue;
    columns.push(column(`${quantity} shut`, (card) => card.quantities[at].shut!));
    columns.push(column(`${quantity} open`, (card) => card.quantities[at].open!));
  }
  return columns;
}

function driveView(of: Made, drive: Drive): DriveView {
  const { series: number, from, to, step, value } = drive;
  const trained = of.dataset.parts.train?.series.lengths.length ?? 0;
  const part = number < trained ? 'train' : 'test';
  const index = number < trained ? number : number - trained;
  const { series, scaler } = partOf(of.dataset, part);
  const start = series.offsets[index] + from;
  const width = series.channels.length;
  const values = scaledSteps(scaler, series, start, series.offsets[index] + to);
  return {
    series: { part, index },
    id: series.ids[index],
    label: series.labels[index],
    from,
    to,
    step,
    value,
    signal: Float32Array.from({ length: to - from }, (_, t) => values[t * width]),
  };
}
