/** The reading settings that a format has, as rows of the form: what is set, what was assumed and why. */

import type { Assumption, DatasetView, SettingName, Understood } from '../../../core/contract/views';
import type { DatasetSpec, Format, ReadingSpec } from '../../../core/contract/specs';
import type { Translator } from '../../i18n';

export type ReadingName = keyof ReadingSpec;

/** Settings with a meaning for what was read; the others are not shown. */
export function shownSettings(dataset: DatasetView): Set<ReadingName> {
  const { understood, columns } = dataset;
  if (dataset.spec.source.kind !== 'file' && understood.layout !== 'recording') return new Set(['window']);
  const shown = new Set<ReadingName>(['window']);
  if (dataset.spec.source.kind === 'file') shown.add('format');
  const table = understood.format === 'csv' || understood.format === 'ucr';
  if (understood.encoding !== null) shown.add('encoding');
  if (understood.delimiter !== null) shown.add('delimiter');
  if (understood.header !== null) shown.add('header');
  if (understood.decimal !== null) shown.add('decimal');
  if (understood.format === 'csv') for (const name of ['layout', 'label', 'series', 'time'] as const) shown.add(name);
  if (table ? columns.length > 1 : understood.channels.length > 1) shown.add('channels');
  return shown;
}

/** The change to another format, or back to the recognised one: what was said of the columns has no meaning there. */
export function formatChange(format: Format | undefined): ReadingSpec {
  const columns = { layout: undefined, channels: undefined, label: undefined, series: undefined, time: undefined };
  return { format, delimiter: undefined, header: undefined, decimal: undefined, ...columns };
}

/** The setting was given by the user, not recognised. */
export function isGiven(spec: DatasetSpec, setting: ReadingName): boolean {
  return spec.reading[setting] !== undefined;
}

export function assumptionOf(dataset: DatasetView, setting: SettingName): Assumption | null {
  return dataset.assumptions.find((assumption) => assumption.setting === setting) ?? null;
}

/** Why a setting is as it is, in words. */
export function assumptionText({ reason, params }: Assumption, { t, n }: Pick<Translator, 't' | 'n'>): string {
  const words = Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? n(value) : value]);
  return t(`data.assumed.${reason}`, Object.fromEntries(words));
}

/** The value to show: what the user set last, even while it is on its way to the engine, else what was understood. */
export function valueOf<K extends ReadingName & keyof Understood>(
  dataset: DatasetView,
  spec: DatasetSpec,
  setting: K,
): Exclude<ReadingSpec[K], undefined> | Understood[K] {
  const given = spec.reading[setting];
  return given === undefined ? dataset.understood[setting] : (given as Exclude<ReadingSpec[K], undefined>);
}

/** The columns that may be channels: the file's, or what the format itself calls channels. */
export function channelNames(dataset: DatasetView): string[] {
  const names = dataset.columns.map((column) => column.name);
  return names.length > 0 ? names : dataset.understood.channels;
}
