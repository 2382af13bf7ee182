/** What a file does not say: values assumed by rule, or chosen in their place. */

import { WorkbenchError } from '../contract/errors';
import type { AssumptionChoices, AssumptionKey, ModelAssumption } from '../contract/model-file';

/** Takes choices where they are made, and notes every value that a stack was built with. */
export class Assumed {
  readonly noted: ModelAssumption[] = [];

  constructor(
    private readonly file: string,
    private readonly choices: AssumptionChoices,
  ) {}

  /** The value to go by: the choice, or `usual`, which is one of `choices`. @throws weights/choice for any other word */
  settle<Word extends string>(key: AssumptionKey, usual: Word, choices: readonly Word[]): Word {
    const noted = this.noted.find((one) => one.key === key);
    if (noted !== undefined) return noted.value as Word;
    const chosen = this.choices[key];
    const value = choices.find((choice) => choice === (chosen ?? usual));
    if (value === undefined)
      throw new WorkbenchError('weights/choice', { file: this.file, key, value: chosen!, choices: [...choices] });
    this.noted.push({ key, value, choices: [...choices], chosen: chosen !== undefined });
    return value;
  }
}
