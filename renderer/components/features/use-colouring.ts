/** What points are coloured by: the choice, and the numbers or predictions that it takes from the engine. */

import { computed, type ComputedRef, type ShallowRef, shallowRef } from 'vue';
import type { EvaluationHandle, Prediction } from '../../../core/contract/evaluation';
import type { FeaturesView, RunHandle } from '../../../core/contract/views';
import { engine } from '../../bridge';
import { useTexts } from '../../i18n';
import { useEngineWork } from '../data/use-engine-work';
import {
  byError,
  byLabel,
  byNumber,
  byPart,
  byPrediction,
  type ColourBy,
  type Coloured,
  type Colouring,
  numbersOf,
} from './colouring';

export interface ColouringOf {
  run: RunHandle;
  view: FeaturesView;
  /** Labels are numbers to predict. */
  numbers: boolean;
  /** The evaluation of these features; null where there is none. */
  evaluation: EvaluationHandle | null;
}

export interface ColouringWork {
  choice: ShallowRef<Colouring>;
  /** What may be chosen. */
  offered: ComputedRef<ColourBy[]>;
  coloured: ComputedRef<Coloured>;
}

type Answer = { values: Float32Array } | { predictions: Prediction[] };

const PAGE = 500;

async function allPredictions(evaluation: EvaluationHandle): Promise<Prediction[]> {
  const all: Prediction[] = [];
  for (;;) {
    const { rows, total } = await engine.predictions(evaluation, { of: 'all', first: all.length, count: PAGE });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}

export function useColouring(of: () => ColouringOf, failed: (thrown: unknown) => void): ColouringWork {
  const { t } = useTexts();
  const choice = shallowRef<Colouring>({ by: 'label' });
  const question = computed(() => {
    const { run, view, evaluation } = of();
    const { value: chosen } = choice;
    if (chosen.by === 'feature') {
      const column = view.columns.findIndex(({ name }) => name === chosen.name);
      return column < 0 ? null : { kind: 'feature' as const, run, view, column };
    }
    if (evaluation === null || chosen.by === 'label' || chosen.by === 'part') return null;
    return { kind: 'predictions' as const, evaluation };
  });
  const { answer } = useEngineWork(
    () => question.value,
    async (_, asked): Promise<Answer> =>
      asked.kind === 'feature'
        ? { values: await engine.featureValues(asked.run, asked.view.spec, asked.column) }
        : { predictions: await allPredictions(asked.evaluation) },
    failed,
  );

  /** By label, until what else was chosen is there. */
  const coloured = computed((): Coloured => {
    const { view, numbers } = of();
    const { points } = view.scatter;
    const { value: chosen } = choice;
    if (chosen.by === 'part') return byPart(points, { train: t('common.part.train'), test: t('common.part.test') });
    const is = question.value !== null && answer.value?.to === question.value ? answer.value.is : null;
    if (is !== null && 'values' in is && chosen.by === 'feature')
      return byNumber(points, { name: chosen.name, values: is.values });
    if (is !== null && 'predictions' in is && (chosen.by === 'prediction' || chosen.by === 'error')) {
      const { predictions } = is;
      if (numbers) {
        const number = chosen.by === 'error' ? 'missed' : 'predicted';
        const values = numbersOf(points, predictions, (prediction) => Number(prediction[number]));
        return byNumber(points, { name: t(`features.projection.colours.${chosen.by}`), values });
      }
      if (chosen.by === 'prediction') return byPrediction(points, predictions);
      const names = { right: t('features.projection.right'), missed: t('features.projection.missed') };
      return byError(points, predictions, names);
    }
    return byLabel(points, numbers ? (low, high) => t('quality.rangeOf', { low, high }) : null);
  });

  const offered = computed((): ColourBy[] => [
    'label',
    'part',
    'feature',
    ...(of().evaluation === null ? [] : (['prediction', 'error'] as const)),
  ]);
  return { choice, offered, coloured };
}
