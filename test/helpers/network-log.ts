/** Reads Chromium's own log of what it did on the network, so that nothing the app does can hide from the tests. */

import { readFileSync } from 'node:fs';

interface NetworkLog {
  constants: { logEventTypes: Record<string, number> };
  events: { type: number; params?: Record<string, unknown> }[];
}

/** Each of these stands at the beginning of something that leaves the process. */
const attempts = ['URL_REQUEST_START_JOB', 'HOST_RESOLVER_MANAGER_REQUEST', 'TCP_CONNECT_ATTEMPT', 'UDP_CONNECT'];

/** The network attempts in a file that `--log-net-log` wrote, one line each; empty when there was none. */
export function networkAttempts(file: string): string[] {
  const { constants, events } = parse(readFileSync(file, 'utf8'));
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  const missing = attempts.filter((name) => !(name in constants.logEventTypes));
  if (missing.length > 0) throw new Error(`this Chromium logs no ${missing.join(', ')}`);
  return events.flatMap(({ type, params }) => {
    const name = names.get(type);
    return name !== undefined && attempts.includes(name) && params !== undefined
      ? [`${name} ${JSON.stringify(params)}`]
      : [];
  });
}

/** The log of a process that was killed ends after an event's comma. */
function parse(text: string): NetworkLog {
  try {
    return JSON.parse(text) as NetworkLog;
  } catch {
    return JSON.parse(`${text.trimEnd().replace(/,$/, '')}]}`) as NetworkLog;
  }
}
