/** What was assumed of data in words, the same on the command line and in a report. */

import type { Language } from '../contract/api';
import type { Assumption, DatasetView } from '../contract/views';
import { translate } from './texts';

/** Every setting that was recognised and not given, with its reason. */
export function assumptionLines(language: Language, view: DatasetView): string[] {
  return view.assumptions.map((assumption) =>
    translate(language, 'cli.assumed', {
      setting: assumption.setting,
      value: valueOf(view, assumption),
      reason: translate(language, `data.assumed.${assumption.reason}`, assumption.params),
    }),
  );
}

function valueOf(view: DatasetView, { setting }: Assumption): string {
  if (setting === 'unpacked') return 'gzip';
  if (setting === 'missing') return view.spec.missing;
  if (setting === 'test') return view.test?.fileName ?? '-';
  const value = { ...view.folder, ...view.understood }[setting];
  if (value == null) return '-';
  if (value === '\t') return 'tab';
  if (Array.isArray(value)) return shortList(value);
  if (typeof value === 'object') return 'by' in value ? `${value.by} ${value.test}` : `${value.length}/${value.stride}`;
  return String(value);
}

/** All of a few names; of many the first and the last. */
export function shortList(names: readonly string[]): string {
  return names.length <= 12 ? names.join(', ') : `${names.slice(0, 10).join(', ')} ... ${names.at(-1)}`;
}
