/** Keeps the engine's kernel, and its memory for tables, to what the settings say, and says so where that cannot be. */

import { watch } from 'vue';
import { toPayload } from '../../core/contract/errors';
import { engine } from '../bridge';
import { onlyLatest } from './latest';
import type { SessionState } from './session-state';
import type { useSettings } from './settings';

export function createKernels(state: SessionState, settings: ReturnType<typeof useSettings>) {
  const latest = onlyLatest();
  const latestMemory = onlyLatest();

  /** Gives the engine the kernel of the settings; what this machine cannot use is set back to automatic. */
  async function apply(): Promise<void> {
    const spec = settings.kernel;
    try {
      const used = await latest(() => engine.useKernel(spec));
      if (used !== undefined) state.kernel.value = used;
    } catch (thrown) {
      const cause = toPayload(thrown);
      if (cause.code !== 'kernel/unavailable' || spec.kind === 'auto') return state.report(thrown);
      state.say({ kind: 'warning', title: 'shell.notices.kernelFellBack', cause });
      await settings.chooseKernel({ ...spec, kind: 'auto' });
    }
  }

  /** Gives the engine the memory of the settings; what this machine does not have is set back to automatic. */
  async function applyMemory(): Promise<void> {
    const bytes = settings.tableMemory;
    try {
      const memory = await latestMemory(() => engine.useTableMemory(bytes));
      if (memory !== undefined && state.machine.value !== null)
        state.machine.value = { ...state.machine.value, memory };
    } catch (thrown) {
      state.report(thrown);
      if (toPayload(thrown).code === 'table/memory' && bytes !== null) await settings.chooseTableMemory(null);
    }
  }

  /** For each new engine: its kernel and memory, and what there is to choose from. */
  async function begin(): Promise<void> {
    await Promise.all([apply(), applyMemory()]);
    try {
      const [kernels, { cores, memory }] = await Promise.all([engine.kernels(), engine.engineInfo()]);
      state.machine.value = { kernels, cores, memory };
    } catch (thrown) {
      state.report(thrown);
    }
  }

  /** @param changed called when another kernel is in use */
  function follow(changed: () => void): void {
    watch(
      () => settings.tableMemory,
      () => void (state.engineState.value === 'ready' && applyMemory()),
    );
    watch(
      () => settings.kernel,
      async () => {
        if (state.engineState.value !== 'ready') return;
        await apply();
        changed();
      },
    );
  }

  return { begin, follow };
}
