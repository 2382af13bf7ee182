/** What a kernel is called in each language, and why it is not there. */

import type { Language } from '../contract/api';
import type { KernelView } from '../contract/views';
import { kernel, lacks } from './kernel';
import { fill, type Pair } from './pairs';

/** `native avx512, 1 thread`, in English as in provenance; the reference goes without its one thread. */
export function kernelText(language: Language, { kind, level, threads, referenceLayers = [] }: KernelView): string {
  const name = fill(language, kernel.names[kind]);
  if (kind === 'reference') return name;
  const named = level === null ? name : `${name} ${levelText(language, level)}`;
  const text = fill(language, kernel.withThreads, { name: named, threads });
  if (referenceLayers.length === 0) return text;
  return fill(language, kernel.withReference, {
    kernel: text,
    count: referenceLayers.length,
    layers: referenceLayers.join(', '),
  });
}

export function levelText(language: Language, level: string): string {
  return textOr(language, kernel.levels, level);
}

/** The reason of a `KernelInfo` in words. */
export function lackText(language: Language, reason: string | null): string {
  return reason === null ? '' : textOr(language, lacks, reason);
}

function textOr(language: Language, texts: Readonly<Record<string, Pair>>, key: string): string {
  return Object.hasOwn(texts, key) ? fill(language, texts[key]) : key;
}
