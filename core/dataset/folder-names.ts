/** What the names of a folder's files say: ids, parts, the pieces of a name, and channels. */

import type { Part } from '../contract/views';

/** Words that name a channel and hardly ever a person, a class or a recording. */
const CHANNEL_WORDS = new Set(
  (
    'x y z acc accel acceleration accelerometer gyro gyroscope mag magnetometer ch chan channel sensor axis ecg eeg ' +
    'emg eog ppg gsr eda bvp hr resp temp temperature pressure humidity speed velocity force torque current voltage ' +
    'power flow position angle roll pitch yaw'
  ).split(' '),
);

/** The path without its extension, and without that of packing: `walk/1.csv.gz` -> `walk/1`. */
export function stemOf(path: string): string {
  const plain = path.replace(/\.gz$/i, '');
  const dot = plain.lastIndexOf('.');
  return dot > plain.lastIndexOf('/') + 1 ? plain.slice(0, dot) : plain;
}

/** All but the last name of a path; empty where there is one alone. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name cut where letters and digits begin and end: `S06_walk2` -> `S`, `06`, `walk`, `2`. */
export function piecesOf(name: string): string[] {
  return name.match(/\p{L}+|\p{N}+/gu) ?? [];
}

/** The piece counted from 1, or from the end as -1; null where the name has none. */
export function pieceAt(pieces: readonly string[], number: number): string | null {
  return pieces.at(number > 0 ? number - 1 : number) ?? null;
}

/** The part that a file's first folder or the end of its name says; null where neither does. */
export function partOf(path: string): Part | null {
  const [top, ...rest] = path.split('/');
  if (rest.length > 0 && isPartFolder(top)) return /^train/i.test(top) ? 'train' : 'test';
  const end = /(?:^|[_\-/])(train|test)$/i.exec(stemOf(path))?.[1].toLowerCase();
  return end === 'train' || end === 'test' ? end : null;
}

/** Whether a folder at the top is called as a part is. */
export function isPartFolder(name: string): boolean {
  return /^(?:train(?:ing)?|test(?:ing)?)$/i.test(name);
}

/** A name without the part at its end: `acc_x_train` -> `acc_x`. */
export function withoutPart(name: string): string {
  return name.replace(/(?<=.)[_-](?:train|test)$/i, '');
}

/** `walk_3_acc-x` -> `walk_3_acc` and `x`; null where the name has no mark to be cut at. */
export function cutLast(name: string): { rest: string; last: string } | null {
  const match = /^(.*[^_\-. ])[_\-. ]+([^_\-. ]+)$/u.exec(name);
  return match === null ? null : { rest: match[1], last: match[2] };
}

export function isNamedLikeChannel(name: string): boolean {
  return piecesOf(name).some((piece) => CHANNEL_WORDS.has(piece.toLowerCase()));
}

/** Order of code units, the same on every machine. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
