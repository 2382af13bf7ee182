/** The form of an error's texts, and the check that they use only what the error carries. */

import type { ErrorCode, ErrorParams } from '../contract/errors';
import type { Pair, PlaceholderOf } from './pairs';

/** What is wrong (`{where}`: the file, line and column that it carries), what to do, and a title where the group's does not fit. */
export interface ErrorText {
  readonly title?: Pair;
  readonly what: Pair;
  readonly cure: Pair;
}

/** Texts for every code: a missing one does not compile. */
export type ErrorTexts = { readonly [C in ErrorCode]: ErrorText };

/** The part of a code before its slash. */
export type ErrorGroup = ErrorCode extends infer C ? (C extends `${infer Group}/${string}` ? Group : never) : never;

/** What a code's texts may name; `where` can be told only when there is a file. */
type Known<C extends ErrorCode> =
  | (keyof ErrorParams[C] & string)
  | ('file' extends keyof ErrorParams[C] ? 'where' : never);

/** To be satisfied by texts: asks the impossible of every code whose placeholders it does not carry. */
export type Fitting<T extends ErrorTexts> = {
  readonly [C in ErrorCode]: [Exclude<PlaceholderOf<T[C]['what' | 'cure'][number]>, Known<C>>] extends [never]
    ? unknown
    : { unknownPlaceholder: Exclude<PlaceholderOf<T[C]['what' | 'cure'][number]>, Known<C>> };
};
