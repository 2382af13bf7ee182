/** What the bench puts into the page: it collects long tasks, and times the way from a press to a state of the document. */

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ takeLongTasks(): number[], time(conditions: string[]): void, timed: Promise<number[]> }} Meters
 * @typedef {typeof globalThis & { meters: Meters }} Metered
 */

/** Installs the meters; long tasks from before are counted too. */
export async function installMeters(/** @type {Page} */ page) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const tasks = [];
    const note = (/** @type {PerformanceEntryList} */ entries) => tasks.push(...entries.map((entry) => entry.duration));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'longtask', buffered: true });
    const holds = (/** @type {string} */ condition) =>
      document.evaluate(condition, document, null, XPathResult.BOOLEAN_TYPE).booleanValue;
    const nextPress = () =>
      new Promise((/** @type {(atMs: number) => void} */ pressed) => {
        const begin = () => {
          removeEventListener('pointerdown', begin, true);
          removeEventListener('keydown', begin, true);
          pressed(performance.now());
        };
        addEventListener('pointerdown', begin, true);
        addEventListener('keydown', begin, true);
      });
    const nextFrame = () => new Promise((frame) => requestAnimationFrame(frame));
    /** @type {Meters} */
    const meters = {
      takeLongTasks() {
        note(observer.takeRecords());
        return tasks.splice(0);
      },
      time(conditions) {
        meters.timed = nextPress().then(async (fromMs) => {
          /** @type {number[]} */
          const times = [];
          for (const condition of conditions) {
            do await nextFrame();
            while (!holds(condition));
            times.push(performance.now() - fromMs);
          }
          return times;
        });
      },
      timed: Promise.resolve([]),
    };
    Object.assign(globalThis, { meters });
  });
}

/** Resolves when what was begun is drawn and the page has nothing left to do. */
export async function settle(/** @type {Page} */ page) {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => resolve(null))));
      }),
  );
}

/** Durations in milliseconds of the long tasks since the last call. */
export async function takeLongTasks(/** @type {Page} */ page) {
  await settle(page);
  return await page.evaluate(() => /** @type {Metered} */ (globalThis).meters.takeLongTasks());
}

/**
 * Milliseconds from the press that `act` makes to the frames in which the conditions hold, one after the other.
 *
 * @param {Page} page
 * @param {string[]} conditions XPath expressions of a truth
 * @param {() => Promise<void>} act
 */
export async function time(page, conditions, act) {
  await page.evaluate((given) => /** @type {Metered} */ (globalThis).meters.time(given), conditions);
  await act();
  return await page.evaluate(() => /** @type {Metered} */ (globalThis).meters.timed);
}
