/** Makes of a model and its dataset what an ablation leaves of them: gates held, steps cut off or out of order. */

import { type Ablation, type Hold, isAblated } from '../contract/ablation';
import { hold, type Held } from '../lstm/ablate';
import type { Quantity } from '../lstm/cell';
import type { Kernel } from '../lstm/kernel';
import { directionsOf } from '../lstm/stack';
import { checkAblation, concerned, unitsOf } from './ablation-spec';
import type { Dataset, LoadedPart } from './datasets';
import { gateMeans } from './gate-pass';
import type { Prepared } from './runs';
import type { Task } from './task';

/** What is left of a model on its dataset. Holding at the mean runs the whole model over the training part once. */
export async function ablated(run: Prepared, kernel: Kernel, task: Task): Promise<Prepared> {
  const { ablation } = run.model.spec;
  if (!isAblated(ablation)) return run;
  checkAblation(run.model.weights, ablation);
  const { holds = [] } = ablation;
  const seen = { ...run, dataset: seenOf(run.dataset, ablation) };
  if (holds.length === 0) return seen;
  const means = await meansFor(seen, holds, kernel, task);
  const held = holds.flatMap((one) =>
    concerned(run.model.weights, one).map((direction): Held => {
      const units = unitsOf(one, direction);
      const { value, quantity } = one;
      const mean = means.get(direction.index)?.get(quantity);
      return {
        direction: direction.index,
        quantity,
        units,
        values: units.map((unit) => (value === 'mean' ? mean![unit] : value)),
      };
    }),
  );
  return { ...seen, model: { ...run.model, weights: hold(run.model.weights, held) } };
}

/** The means of what is held at its mean, by direction and quantity. */
async function meansFor(run: Prepared, holds: readonly Hold[], kernel: Kernel, task: Task) {
  const wanted = new Map<number, Set<Quantity>>();
  const { config, before } = run.model.weights;
  for (const one of holds.filter(({ value }) => value === 'mean')) {
    for (const { index } of concerned(run.model.weights, one))
      wanted.set(index, (wanted.get(index) ?? new Set()).add(one.quantity));
  }
  const means = new Map<number, Awaited<ReturnType<typeof gateMeans>>>();
  const directions = directionsOf(config, before);
  for (const [index, quantities] of wanted)
    means.set(index, await gateMeans(run, directions[index], kernel, task, [...quantities]));
  return means;
}

/** The dataset as an ablated model sees it, over the same values. */
function seenOf(dataset: Dataset, { shuffle, first }: Ablation): Dataset {
  if (shuffle === undefined && first === undefined) return dataset;
  const seen = (part: LoadedPart | null, salt: number): LoadedPart | null => {
    if (part === null) return null;
    const { series } = part;
    const lengths = first === undefined ? series.lengths : series.lengths.map((length) => Math.min(length, first));
    const order = shuffle === undefined ? {} : { shuffle: (shuffle ^ salt) >>> 0 };
    return { ...part, series: { ...series, lengths }, ...order };
  };
  return { ...dataset, parts: { train: seen(dataset.parts.train, 0), test: seen(dataset.parts.test, 0x9e3779b9) } };
}
