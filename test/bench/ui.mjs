/**
 * Measures the window while a user works on the sample sets: `npm run bench:ui [-- --json]`. From click to chart, from
 * key to the next step's numbers, and every main-thread task that the browser calls long; with one of those it fails.
 */

import { launchWorkbench } from '../../electron/provision/drive.mjs';
import { provideEnvironment } from '../../electron/provision/environment.mjs';
import { installMeters, settle, takeLongTasks, time } from './meters.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {{ phase: string, ms: number }} LongTask
 * @typedef {{ set: string, clickToChartMs: number, runMs: number, runEndToGatesMs: number, stepMedianMs: number,
 *   stepP95Ms: number, clickToFeaturesMs: number, poolingMs: number, longTasks: LongTask[] }} Measured
 */

/** From here on the browser calls a task long. */
const LONG_TASK_MS = 50;
const CURSOR_STEPS = 200;

const SETS = [
  { name: "The article's example", button: "Open the sample The article's example" },
  { name: 'GunPoint', button: 'Open the sample GunPoint' },
  { name: 'Daphnet recording', button: 'Open the sample Daphnet recording' },
  { name: 'Sines and squares', button: 'Make and open' },
];

/** Turns of the wheel, sideways and towards the user: in, along, and out a little. */
const TURNS = [
  ...Array.from({ length: 8 }, () => [0, -120]),
  ...Array.from({ length: 4 }, () => [60, 0]),
  ...Array.from({ length: 2 }, () => [0, 120]),
];

const CHART = '//main//*[@role="img"]//canvas';
const RUN_ENDED = '//header//button[contains(., "Export features")]';
const GATES = '//*[@role="application"]//canvas';
const FEATURES = '//*[@role="grid"]//*[@role="row"][@aria-selected]//*[@role="gridcell"][@title]';

const asJson = process.argv.includes('--json');
const { executable, variables, stop } = await provideEnvironment();
const startedMs = Date.now();
const { app, page } = await launchWorkbench({ executable, display: variables.DISPLAY });
try {
  await installMeters(page);
  await page.getByText('Engine ready').waitFor();
  const startToUsableMs = Date.now() - startedMs;
  const startLongTasks = (await takeLongTasks(page)).map((ms) => ({ phase: 'start', ms }));
  /** @type {Measured[]} */
  const sets = [];
  for (const set of SETS) sets.push(await measure(page, set));
  const longestTaskMs = Math.max(
    0,
    ...[...startLongTasks, ...sets.flatMap((set) => set.longTasks)].map(({ ms }) => ms),
  );
  if (asJson) console.log(JSON.stringify({ startToUsableMs, longestTaskMs, startLongTasks, sets }, null, 2));
  else print(startToUsableMs, startLongTasks, sets);
  process.exitCode = longestTaskMs > LONG_TASK_MS ? 1 : 0;
} finally {
  await app.close();
  stop();
}

/** @returns {Promise<Measured>} */
async function measure(/** @type {Page} */ page, /** @type {{ name: string, button: string }} */ { name, button }) {
  const bar = page.getByRole('banner');
  const goTo = (/** @type {string} */ view) =>
    page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view, exact: true }).click();
  /** @type {LongTask[]} */
  const longTasks = [];
  const end = async (/** @type {string} */ phase) =>
    void longTasks.push(...(await takeLongTasks(page)).map((ms) => ({ phase, ms })));

  await goTo('Start');
  await end('start view');
  const [clickToChartMs] = await time(page, [`boolean(${CHART})`], () =>
    page.getByRole('button', { name: button }).click(),
  );
  await end('open');

  await explore(page, page.getByRole('group', { name: 'Chart, zoom and pan with the keyboard' }));
  await end('zoom and pan the data');
  await goTo('Model');
  await end('model view');

  const pressRun = () => bar.getByRole('button', { name: 'Run', exact: true }).click();
  const [runMs, gatesMs] = await time(page, [`boolean(${RUN_ENDED})`, `boolean(${GATES})`], pressRun);
  await end('run and gates');

  const steps = await walk(page);
  await end('walk the cursor');
  await explore(page, page.getByRole('application'));
  await end('zoom and pan the gates');

  const [clickToFeaturesMs] = await time(page, [`boolean(${FEATURES})`], () => goTo('Features'));
  await end('features');
  const columns = await page.getByRole('grid').getAttribute('aria-colcount');
  const pooling = page.getByRole('checkbox', { name: 'maximum' });
  const fewer = `not(//*[@role="grid"][@aria-colcount="${columns}"]) and boolean(${FEATURES})`;
  const [poolingMs] = await time(page, [fewer], () => pooling.click());
  await end('take away a pooling');
  await pooling.click();
  await page.locator(`[role="grid"][aria-colcount="${columns}"]`).waitFor();
  await end('add a pooling');

  return {
    set: name,
    clickToChartMs,
    runMs,
    runEndToGatesMs: gatesMs - runMs,
    stepMedianMs: quantile(steps, 0.5),
    stepP95Ms: quantile(steps, 0.95),
    clickToFeaturesMs,
    poolingMs,
    longTasks,
  };
}

/** Zooms and pans a chart by keys, by wheel and by dragging. */
async function explore(/** @type {Page} */ page, /** @type {Locator} */ chart) {
  await chart.focus();
  for (const key of ['+', '+', 'ArrowRight', 'ArrowRight', 'ArrowLeft', '-', '0']) {
    await chart.press(key);
    await settle(page);
  }
  const box = await chart.boundingBox();
  if (box === null) throw new Error('the chart is not shown');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  for (const [sideways, turn] of TURNS) {
    await page.mouse.wheel(sideways, turn);
    await settle(page);
  }
  await page.mouse.down();
  for (let at = 0; at < 20; at++) await page.mouse.move(x - 8 * at, y);
  await page.mouse.up();
  await chart.press('0');
  await settle(page);
}

/** Walks the cursor to and fro by the arrow keys; each time is from a key to the frame with that step's equations. */
async function walk(/** @type {Page} */ page) {
  const stage = page.getByRole('application');
  await stage.focus();
  const shown = (/** @type {number} */ step) => `boolean(//aside//b[. = "${step}"])`;
  await stage.press('End');
  const range = await page
    .getByText(/^\s*steps [\d,]+ to [\d,]+ of [\d,]+/)
    .last()
    .textContent();
  const last = Number(/of ([\d,]+)/.exec(range ?? '')?.[1].replace(',', '')) - 1;
  await page.locator('aside b', { hasText: String(last) }).waitFor();
  /** @type {number[]} */
  const times = [];
  for (let [at, by] = [last, -1]; times.length < CURSOR_STEPS;) {
    if (at + by < 0 || at + by > last) by = -by;
    at += by;
    times.push(...(await time(page, [shown(at)], () => page.keyboard.press(by < 0 ? 'ArrowLeft' : 'ArrowRight'))));
  }
  return times;
}

/** The value below which this share of them lies. */
function quantile(/** @type {number[]} */ values, /** @type {number} */ share) {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
}

function print(
  /** @type {number} */ startToUsableMs,
  /** @type {LongTask[]} */ startLongTasks,
  /** @type {Measured[]} */ sets,
) {
  const whole = (/** @type {number} */ ms) => Math.round(ms);
  console.log(`\nfrom start to usable: ${whole(startToUsableMs)} ms; all times below in milliseconds`);
  console.table(
    Object.fromEntries(
      sets.map((set) => [
        set.set,
        {
          'click to chart': whole(set.clickToChartMs),
          run: whole(set.runMs),
          'run end to gates': whole(set.runEndToGatesMs),
          'cursor step, median': whole(set.stepMedianMs),
          'cursor step, p95': whole(set.stepP95Ms),
          'click to features': whole(set.clickToFeaturesMs),
          pooling: whole(set.poolingMs),
          'longest task': whole(Math.max(0, ...set.longTasks.map(({ ms }) => ms))),
        },
      ]),
    ),
  );
  const tasks = [
    ...startLongTasks.map((task) => ({ set: '', ...task })),
    ...sets.flatMap(({ set, longTasks }) => longTasks.map((task) => ({ set, ...task }))),
  ];
  if (tasks.length === 0) console.log(`no main-thread task over ${LONG_TASK_MS} ms`);
  else {
    console.log(`main-thread tasks over ${LONG_TASK_MS} ms:`);
    console.table(tasks.map(({ set, phase, ms }) => ({ set, phase, ms: whole(ms) })));
  }
}
