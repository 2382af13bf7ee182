/** The article's lesson in both languages: every number of the walk against an independent loop, and the way into the workbench. */

import { beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../core/contract/api';
import { QUANTITIES, type LessonView, type LstmQuantity } from '../../core/contract/views';
import { translate, type TextKey } from '../../core/locale/texts';
import { testEngine } from '../helpers/engine';
import { largestDifference } from '../helpers/golden';
import { withWorkbench } from '../helpers/launch';

/** Half of the last decimal, and what float32 states differ from float64 ones. */
const printed = (digits: number): number => 0.5 * 10 ** -digits + 1e-6;
const FAULTS = ['names', 'forget', 'shapes', 'candidate', 'twice', 'weights', 'untrained'] as const;
const LANGUAGES: { language: Language; system: 'en_US' | 'zh_CN' }[] = [
  { language: 'en', system: 'en_US' },
  { language: 'zh-CN', system: 'zh_CN' },
];

let lesson: LessonView;
let expected: Record<LstmQuantity, number[][]>;

beforeAll(async () => {
  lesson = await (await testEngine()).engine.lesson();
  expected = walkByHand(lesson);
});

/** The article's loop with its equations right, in float64, from zero states. */
function walkByHand({ x, weights: { w, r, b } }: LessonView): Record<LstmQuantity, number[][]> {
  const units = w.length / 4;
  const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
  const walked: Record<LstmQuantity, number[][]> = { i: [], f: [], g: [], o: [], c: [], h: [] };
  let h: number[] = Array.from({ length: units }, () => 0);
  let c = h;
  for (const value of x) {
    const sums = w.map(
      ([weight], row) => weight * value + r[row].reduce((sum, one, u) => sum + one * h[u], 0) + b[row],
    );
    const [i, f, g, o] = [0, 1, 2, 3].map((gate) => sums.slice(gate * units, (gate + 1) * units));
    const step = { i: i.map(sigmoid), f: f.map(sigmoid), g: g.map(Math.tanh), o: o.map(sigmoid) };
    c = c.map((before, u) => step.f[u] * before + step.i[u] * step.g[u]);
    h = c.map((now, u) => step.o[u] * Math.tanh(now));
    for (const quantity of QUANTITIES) walked[quantity].push({ ...step, c, h }[quantity]);
  }
  return walked;
}

const numberIn = (text: string): number => Number(text.replace('−', '-').replace('×10⁻', 'e-'));

describe.each(LANGUAGES)('in $language', ({ language, system }) => {
  const t = (key: TextKey, params = {}): string => translate(language, key, params);

  test('walks the ten steps, lists the faults and opens the example in the workbench', async () => {
    await withWorkbench(
      async ({ page }) => {
        const views = page.getByRole('navigation', { name: t('shell.views.label') });
        await views.getByRole('button', { name: t('shell.views.lesson') }).click();
        await page.getByRole('heading', { name: t('lesson.title') }).waitFor();

        const walker = page.getByRole('group', { name: t('lesson.steps.walker') });
        await walker.focus();
        await walker.press('Home');
        for (let step = 0; step < 10; step++) {
          await walker.getByText(t('lesson.steps.step', { step: step + 1, count: 10 }), { exact: true }).waitFor();
          const table = walker.getByRole('table', { name: t('lesson.steps.allUnits', { step: step + 1 }) });
          for (const quantity of QUANTITIES) {
            const row = table.getByRole('row', { name: t(`common.quantity.${quantity}`) });
            const shown = (await row.getByRole('cell').allInnerTexts()).map(numberIn);
            expect(largestDifference(shown, expected[quantity][step]), `${quantity} at step ${step + 1}`).toBeLessThan(
              printed(3),
            );
          }
          const unit = step % 10;
          await walker.getByRole('button', { name: t('lesson.steps.chooseUnit', { unit }) }).click();
          await walker.getByText(t('lesson.steps.unit', { unit }), { exact: true }).waitFor();
          const results = (await walker.locator('strong').allInnerTexts()).map(numberIn);
          const wanted = QUANTITIES.map((quantity) => expected[quantity][step][unit]);
          expect(largestDifference(results, wanted), `unit ${unit} at step ${step + 1}`).toBeLessThan(printed(4));
          await walker.focus();
          await walker.press('ArrowRight');
        }
        // There is no eleventh step.
        expect(await walker.getByRole('button', { name: t('lesson.steps.next') }).isDisabled()).toBe(true);

        for (const fault of FAULTS) {
          const card = page.getByRole('article', { name: t(`lesson.faults.${fault}.title`) });
          expect(await card.getByText(t(`lesson.faults.${fault}.wrong`), { exact: true }).isVisible()).toBe(true);
          expect(await card.getByText(t(`lesson.faults.${fault}.right`), { exact: true }).isVisible()).toBe(true);
        }

        await page.getByRole('button', { name: t('lesson.vector.open') }).click();
        const bar = page.getByRole('banner');
        await bar.getByRole('heading', { name: t('welcome.samples.article.name') }).waitFor();
        await bar.getByRole('button', { name: t('shell.actions.run'), exact: true }).click();
        await bar.getByRole('button', { name: t('shell.actions.exportFeatures') }).waitFor();
        await views.getByRole('button', { name: t('shell.views.model') }).click();
        const init = page.getByRole('combobox', { name: t('model.init.label') });
        expect(await init.innerText()).toBe(t('model.init.article'));
        expect(await page.getByRole('spinbutton', { name: t('model.hidden.label') }).inputValue()).toBe('10');
      },
      { language: system },
    );
  });
});
