/** Takes the arguments of a command apart into options and what stands beside them. */

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { WorkbenchError } from '../contract/errors';
import type { Values } from './option-values';

/** @throws usage/unknown-option, usage/missing-argument */
export function parseOptions(
  args: string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: joinNegativeNumbers(args), options, allowPositionals: true, strict: true }) as {
      values: Values;
      positionals: string[];
    };
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    const option =
      /'(-[^' ]*)/.exec(thrown instanceof Error ? thrown.message : '')?.[1]?.replace(/,$/, '') ?? args.join(' ');
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new WorkbenchError('usage/unknown-option', { option });
    throw new WorkbenchError('usage/missing-argument', { argument: option });
  }
}

/** `--forget-bias -1` reads as two options to the parser; `--forget-bias=-1` does not. */
function joinNegativeNumbers(args: string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined.at(-1);
    if (/^-\d/.test(arg) && previous !== undefined && /^--[a-z-]+$/.test(previous))
      joined[joined.length - 1] = `${previous}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}
