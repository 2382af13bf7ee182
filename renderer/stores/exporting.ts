/** Writing things out: features, gates, charts, and the job for the command line. */

import type { Language } from '../../core/contract/api';
import { WorkbenchError } from '../../core/contract/errors';
import type { EvaluationHandle } from '../../core/contract/evaluation';
import type { Job } from '../../core/contract/specs';
import { type ShallowRef, shallowRef } from 'vue';
import type { ExportReport, ModelExport, SeriesRef } from '../../core/contract/views';
import { desktop, engine } from '../bridge';
import type { SessionState } from './session-state';
import type { useWork } from './work';

export interface Exporting {
  exportFeatures(): Promise<ExportReport | null>;
  /** Null writes every series of the training part. */
  exportGates(series: SeriesRef | null): Promise<ExportReport | null>;
  /** Writes the model that is set; drawn weights take their channels from the open dataset. */
  exportModel(): Promise<ExportReport | null>;
  /** Writes what is known of the open data and the model; of evaluations those that are there. */
  saveReport(evaluations: readonly EvaluationHandle[], language: Language): Promise<ExportReport | null>;
  /** The model that was written last, with the Python that loads it; null before any. */
  exportedModel: Readonly<ShallowRef<ModelExport | null>>;
  copySnippet(): Promise<void>;
  /** Saves a drawn chart; `name` is what the file is called unless the user says otherwise, without extension. */
  exportChart(name: string, bytes: Uint8Array, extension: 'png' | 'svg'): Promise<ExportReport | null>;
  /** Puts a drawn chart in the clipboard. */
  copyChart(png: Uint8Array): Promise<void>;
  /** Puts the job file's text in the clipboard. */
  copyJob(): Promise<void>;
}

/** A file name's stem that is safe on every system. */
export function fileStem(name: string): string {
  const stem = name.replace(/\.[a-z0-9]{1,12}$/i, '').replace(/_TRAIN$/i, '');
  return stem.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'lstm';
}

export function createExporting(state: SessionState, work: ReturnType<typeof useWork>): Exporting {
  async function write(work: () => Promise<ExportReport | null>): Promise<ExportReport | null> {
    try {
      const report = await work();
      if (report === null) return null;
      state.dismissErrors();
      state.say({ kind: 'saved', report });
      for (const cause of report.warnings ?? []) state.say({ kind: 'warning', title: 'shell.notices.exported', cause });
      return report;
    } catch (thrown) {
      state.report(thrown);
      return null;
    }
  }

  const stem = (): string => fileStem(state.dataset.value?.name ?? '');

  const exportedModel = shallowRef<ModelExport | null>(null);

  return {
    exportedModel,
    exportFeatures: () =>
      write(async () => {
        const run = state.run.value;
        if (run === null) return null;
        const target = await desktop.chooseTarget(`${stem()}-features.csv`, 'features');
        if (target === null) return null;
        return await state.track('export', (call) =>
          engine.exportFeatures(call, run.handle, work.features, target.file),
        );
      }),

    exportGates: (series) =>
      write(async () => {
        const run = state.run.value;
        if (run === null) return null;
        const suffix = series === null ? 'gates' : `gates-${series.part}-${series.index}`;
        const target = await desktop.chooseTarget(`${stem()}-${suffix}.csv`, 'csv');
        if (target === null) return null;
        return await state.track('export', (call) => engine.exportGates(call, run.handle, series, target.file));
      }),

    exportModel: () =>
      write(async () => {
        const { model } = work;
        const handle = state.dataset.value?.handle;
        if (model.kind === 'random' && handle === undefined) throw new WorkbenchError('run/no-data', {});
        const name = state.modelView.value?.fileName ?? 'lstm';
        const target = await desktop.chooseTarget(`${fileStem(name)}-export.safetensors`, 'model');
        if (target === null) return null;
        const on = handle ?? { channels: 1, longest: 1 };
        const report = await state.track('export', (call) =>
          engine.exportModel(call, model, on, work.features, target.file),
        );
        exportedModel.value = report;
        return report;
      }),

    saveReport: (evaluations, language) =>
      write(async () => {
        const handle = state.dataset.value?.handle;
        if (handle === undefined) throw new WorkbenchError('run/no-data', {});
        const target = await desktop.chooseTarget(`${stem()}-report.html`, 'html');
        if (target === null) return null;
        return await state.track('export', (call) =>
          engine.writeReport(call, handle, work.model, work.features, [...evaluations], target.file, language),
        );
      }),

    async copySnippet() {
      try {
        await desktop.copyText(exportedModel.value?.snippet ?? '');
        state.say({ kind: 'info', title: 'shell.notices.copied' });
      } catch (thrown) {
        state.report(thrown);
      }
    },

    exportChart: (name, bytes, extension) =>
      write(async () => {
        const target = await desktop.chooseTarget(`${fileStem(name)}.${extension}`, extension);
        if (target === null) return null;
        const run = state.run.value?.handle ?? null;
        return await engine.exportChart(run, state.dataset.value?.handle ?? null, target.file, bytes);
      }),

    async copyChart(png) {
      try {
        await desktop.copyImage(png);
        state.say({ kind: 'info', title: 'shell.notices.copied' });
      } catch (thrown) {
        state.report(thrown);
      }
    },

    async copyJob() {
      const { dataset } = work;
      const name = `${stem()}-features`;
      try {
        if (dataset === null) throw new WorkbenchError('run/no-data', {});
        const job: Job = {
          version: 1,
          task: 'features',
          dataset,
          model: work.model,
          features: work.features,
          gates: { sequence: null },
          output: { file: `${name}.csv`, test: state.dataset.value?.test ? `${name}.test.csv` : null },
        };
        await desktop.copyText(await engine.jobText(job));
        state.say({ kind: 'info', title: 'shell.notices.copied', text: 'shell.notices.jobCopied' });
      } catch (thrown) {
        state.report(thrown);
      }
    },
  };
}
