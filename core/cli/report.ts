/** What the command line says of a dataset, of the kernels and of progress, line by line. */

import type { Language, Progress } from '../contract/api';
import type { ErrorPayload } from '../contract/errors';
import { defaultThreads } from '../contract/specs';
import type { Cores, DatasetView, KernelInfo, Part, PartView, RowsView } from '../contract/views';
import type { QualityView } from '../contract/views-quality';
import { assumptionLines, shortList } from '../locale/assumption-text';
import { explain } from '../locale/explain';
import { lackText } from '../locale/kernel-text';
import { checkedText, explainFinding, placeText } from '../locale/quality-text';
import { rejectedTexts } from '../locale/rejected-text';
import { translate } from '../locale/texts';
import { samplingText } from '../locale/time-text';

/** Rejected rows that are told one by one. */
const REJECTED_TOLD = 10;

/** A fault as JSON that a program can read: what went wrong in words too, and what they were made of. */
export function faultJson(language: Language, { code, params }: ErrorPayload): string {
  const { what: message } = explain(language, { code, params });
  return JSON.stringify({ error: { code, message, params } }, null, 2);
}

/** What was understood, for people. */
export function datasetLines(language: Language, view: DatasetView): string[] {
  const say = translate.bind(null, language);
  const lines = [say('cli.inspect.file', { file: view.name, format: view.understood.format })];
  const { split } = view.understood;
  if (split?.by === 'series') lines.push(say('cli.inspect.splitSeries', { test: split.test, seed: split.seed }));
  if (split?.by === 'time') lines.push(say('cli.inspect.splitTime', { test: split.test, gap: split.gap }));
  for (const part of ['train', 'test'] as const) {
    const shown = view[part];
    const rows = view.rows[part];
    if (shown !== null) lines.push(...partLines(language, part, shown, rows, view.test !== null));
    else if (rows !== null && rows.rejected > 0) lines.push(...rowLines(language, rows, 'cli.inspect.rowsRefused'));
  }
  if (view.channels.length > 0) {
    lines.push(say('cli.inspect.channels', { count: view.channels.length, names: shortList(view.channels) }));
  }
  const unused = unusedColumns(view);
  if (unused.length > 0) {
    lines.push(say('cli.inspect.unused', { count: unused.length, names: shortList(unused) }));
  }
  const { inside = [] } = view;
  if (inside.length > 0) {
    const names = inside.map(({ name, hint }) => (hint === '' ? name : say('cli.inspect.insideOne', { name, hint })));
    lines.push(say('cli.inspect.inside', { names: shortList(names) }));
  }
  return [
    ...lines,
    ...folderLines(language, view),
    ...assumptionLines(language, view),
    ...warningLines(language, view),
  ];
}

/** The columns that nothing is made of; their names tell whether one was wanted. */
export function unusedColumns({ columns, understood }: Pick<DatasetView, 'columns' | 'understood'>): string[] {
  const { channels, label, series, time, timeOfDay } = understood;
  const used = new Set([...channels, label, series, time, timeOfDay]);
  return columns.map(({ name }) => name).filter((name) => !used.has(name));
}

const MOST_LEFT_OUT = 20;

/** How many files of a folder were read, and what was left out and why. */
function folderLines(language: Language, { folder }: DatasetView): string[] {
  if (folder === undefined) return [];
  const { count, files } = folder.leftOut;
  const lines = [translate(language, 'data.folder.files', { count: folder.files })];
  if (count === 0) return lines;
  lines.push(translate(language, 'data.folder.leftOut', { count }));
  for (const { path, reason } of files.slice(0, MOST_LEFT_OUT)) {
    const words = { path, reason: translate(language, `data.folder.reasons.${reason}`) };
    lines.push(`  ${translate(language, 'data.folder.leftOutOne', words)}`);
  }
  if (count > MOST_LEFT_OUT) {
    lines.push(`  ${translate(language, 'data.folder.more', { count: count - MOST_LEFT_OUT })}`);
  }
  return lines;
}

/** One line a kernel, by the names that `--kernel` and provenance use, and one for the threads. */
export function kernelLines(language: Language, kernels: readonly KernelInfo[], cores: Cores): string[] {
  const { physical, logical, assumed } = cores;
  const lines = kernels.map(({ kind, level, available, auto, reason }) =>
    translate(language, `cli.kernels.${auto ? 'auto' : available ? 'available' : 'missing'}`, {
      name: level === null ? kind : `${kind} ${level}`,
      reason: lackText(language, reason),
    }),
  );
  const threads = { threads: defaultThreads(physical), physical, logical };
  return [...lines, translate(language, `cli.kernels.${assumed ? 'assumed' : 'threads'}`, threads)];
}

/** What is worth knowing and does not stop the work. */
export function warningLines(language: Language, view: DatasetView): string[] {
  return view.warnings.map((warning) => warningLine(language, warning));
}

export function warningLine(language: Language, warning: ErrorPayload): string {
  const { what, cure } = explain(language, warning);
  return translate(language, 'cli.inspect.warning', { what, cure });
}

/** What was found in the data, the gravest first, each with its first places. */
export function qualityLines(language: Language, { findings, checked }: QualityView, channels: string[]): string[] {
  const lines = checked.map((part) => checkedText(language, part));
  if (findings.length === 0 && checked.length > 0) lines.push(translate(language, 'cli.inspect.nothingFound'));
  for (const finding of findings) {
    const { title, what, cure } = explainFinding(language, finding);
    const severity = translate(language, `quality.severities.${finding.severity}`);
    lines.push(translate(language, 'cli.inspect.finding', { severity, title, what, cure }));
    if (finding.channels.length > 0 && channels.length > 1) {
      const names = finding.channels.map(({ name, count }) =>
        translate(language, 'cli.inspect.share', { name, count }),
      );
      lines.push(translate(language, 'cli.inspect.shares', { names: shortList(names) }));
    }
    for (const place of finding.places) lines.push(`  ${placeText(language, place, channels)}`);
  }
  return lines;
}

function partLines(language: Language, part: Part, view: PartView, rows: RowsView | null, named: boolean): string[] {
  const say = translate.bind(null, language);
  const { classes, target, minLength, maxLength } = view;
  const shown = classes.map(({ label, count }) => say('cli.inspect.class', { label, count }));
  return [
    ...(named ? [say('cli.inspect.part', { part: say(`common.part.${part}`), file: view.fileName })] : []),
    ...(rows === null || rows.rejected === 0
      ? [say('cli.inspect.rows', { count: view.rows })]
      : rowLines(language, rows, 'cli.inspect.rowsKept')),
    say('cli.inspect.series', { count: view.seriesCount }),
    minLength === maxLength
      ? say('cli.inspect.length', { length: minLength })
      : say('cli.inspect.lengths', { min: minLength, max: maxLength }),
    target !== undefined && target.count > 0
      ? say('cli.inspect.target', { min: target.min, mean: target.mean, max: target.max })
      : classes.length === 0
        ? say('cli.inspect.noLabel')
        : say('cli.inspect.classes', { classes: shown }),
    ...(view.sampling === undefined
      ? []
      : [say('cli.inspect.sampling', { step: samplingText(language, view.sampling) })]),
    say('cli.inspect.missing', { count: view.missing }),
    ...(view.infinite > 0 ? [say('cli.inspect.infinite', { count: view.infinite })] : []),
    say('cli.inspect.sha256', { sha256: view.sha256 }),
  ];
}

/** How many rows there are, and the first that do not fit the table. */
function rowLines(
  language: Language,
  rows: RowsView,
  key: 'cli.inspect.rowsKept' | 'cli.inspect.rowsRefused',
): string[] {
  const { file, kept, rejected } = rows;
  const places = rejectedTexts(language, rows, REJECTED_TOLD);
  return [translate(language, key, { file, kept, rejected }), ...places.map((place) => `  ${place}`)];
}

export function progressLine(language: Language, progress: Progress): string {
  const { phase, share, done, total, unit, remainingMs } = progress;
  const line = translate(language, 'cli.progress', {
    percent: Math.floor(100 * share),
    phase: translate(language, `cli.phase.${phase}`),
    done: Math.floor(done),
    total,
    unit: translate(language, `cli.unit.${unit}`, { total }),
  });
  if (remainingMs === null) return line;
  const time = translate(language, 'common.time.seconds', { count: Math.ceil(remainingMs / 1000) });
  return `${line} - ${translate(language, 'common.time.remaining', { time })}`;
}
