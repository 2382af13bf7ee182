/** What the window asks of the units: once for each layer and direction, stopped and begun again. */

import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import type { UnitCard, UnitsView } from '../../../core/contract/insight';
import type { useSelection } from '../../../renderer/stores/selection';
import type { useUnits } from '../../../renderer/stores/units';
import { FakeEngine, type FakeWindow, openWindow } from './fake-window';

let window: FakeWindow;
let engine: FakeEngine;
let units: ReturnType<typeof useUnits>;
let selection: ReturnType<typeof useSelection>;

beforeEach(async () => {
  setActivePinia(createPinia());
  window = await openWindow();
  engine = new FakeEngine('a');
  engine.handlers.units = (_call, run, query) => Promise.resolve({ run, ...query, units: 4 } as unknown as UnitsView);
  engine.handlers.unitCards = (_call, _run, _query, [unit]) => Promise.resolve([{ unit } as unknown as UnitCard]);
  window.session.begin();
  window.connect(engine);
  await window.session.openFile();
  await window.session.startRun();
  units = (await import('../../../renderer/stores/units')).useUnits();
  selection = (await import('../../../renderer/stores/selection')).useSelection();
});

afterEach(() => {
  window.close();
  vi.unstubAllGlobals();
});

describe('the units in the window', () => {
  it('are asked once for what is looked at, and the card of the chosen one follows', async () => {
    await units.ask();
    await units.ask();
    expect(engine.called('units')).toHaveLength(1);
    expect(units.view?.units).toBe(4);
    await vi.waitFor(() => expect(units.card?.unit).toBe(0));
    units.choose(2);
    await vi.waitFor(() => expect(units.card?.unit).toBe(2));
    expect(selection.units).toEqual([2, 1]);
  });

  it('say that they were stopped, and can be asked again', async () => {
    const answer = engine.handlers.units!;
    engine.handlers.units = () => Promise.reject(new WorkbenchError('engine/cancelled', {}));
    await units.ask();
    expect([units.view, units.problem, units.isAsking]).toEqual([null, 'stopped', false]);
    engine.handlers.units = answer;
    await units.ask();
    expect([units.view?.units, units.problem]).toEqual([4, null]);
  });

  it('stop what was under way for another direction', async () => {
    const answer = engine.handlers.units!;
    let fail = (_error: unknown): void => undefined;
    engine.handlers.units = () => new Promise((_resolve, reject) => (fail = reject));
    engine.handlers.cancel = () => {
      fail(new WorkbenchError('engine/cancelled', {}));
      return Promise.resolve();
    };
    const first = units.ask();
    await vi.waitFor(() => expect(engine.called('units')).toHaveLength(1));
    engine.handlers.units = answer;
    selection.direction = 'bwd';
    await units.ask();
    await first;
    expect(engine.called('cancel')).toHaveLength(1);
    expect(units.view?.direction).toBe('bwd');
    selection.direction = 'fwd';
    expect(units.view).toBeNull();
  });
});
