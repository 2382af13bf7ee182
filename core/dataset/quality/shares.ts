/** The channels that have a share in a finding. */

import { type FindingChannel, MOST_FINDING_CHANNELS } from '../../contract/views-quality';
import type { SeriesPart } from '../part';

export interface Shares {
  channels: FindingChannel[];
  channelCount: number;
}

/** Every channel with a count above 0, of many the first ones. */
export function channelShares(
  { channels }: SeriesPart,
  counts: ArrayLike<number>,
  range: (channel: number) => [low: number, high: number] | null = () => null,
): Shares {
  const shown: FindingChannel[] = [];
  let channelCount = 0;
  for (const [channel, name] of channels.entries()) {
    if (counts[channel] === 0 || ++channelCount > MOST_FINDING_CHANNELS) continue;
    shown.push({ name, count: counts[channel], range: range(channel) });
  }
  return { channels: shown, channelCount };
}
