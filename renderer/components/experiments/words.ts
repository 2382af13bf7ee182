/** What experiments are called and what came of them, in words. */

import type { Experiment, Figure } from '../../../core/contract/project';
import { experiments } from '../../../core/locale/experiments';
import type { Translator } from '../../i18n';
import { datasetTitle } from '../../stores/titles';

type Texts = Pick<Translator, 't' | 'n'>;

export function nameOf({ id, name }: Pick<Experiment, 'id' | 'name'>, { t }: Texts): string {
  return name === '' ? t('experiments.unnamed', { id }) : name;
}

export function dataOf({ dataName, specs }: Experiment, { t }: Texts): string {
  return datasetTitle({ name: dataName, spec: specs.dataset }, t);
}

export function modelOf({ specs, modelName }: Experiment, { t }: Texts): string {
  const { model } = specs;
  if (model.kind === 'file') return modelName ?? '';
  const { hidden, layers, init, seed } = model;
  return layers === 1
    ? t('experiments.drawn.one', { hidden, init, seed })
    : t('experiments.drawn.several', { hidden, layers, init, seed });
}

export function tookText(ms: number, { t, n }: Texts): string {
  return ms >= 1000
    ? t('experiments.seconds', { value: n(ms / 1000, 1) })
    : t('experiments.milliseconds', { value: n(ms) });
}

/** As `accuracy 0.976 ± 0.004`. */
export function figureText({ name, mean, deviation }: Figure, { t, n }: Texts): string {
  const called =
    name in experiments.figures ? t(`experiments.figures.${name as keyof typeof experiments.figures}`) : name;
  return `${called} ${n(mean, 4)}${deviation === null ? '' : ` ± ${n(deviation, 4)}`}`;
}
