/** The request that writes a report. */

import type { ReportApi } from '../contract/api-report';
import { reportHtml } from '../report/report-html';
import type { Holdings } from './holdings';
import { reportView } from './report-view';

export function reportCalls(held: Holdings): ReportApi {
  const { host, tasks } = held;
  return {
    writeReport: (call, handle, model, features, handles, file, language) =>
      tasks.run(call, async (task) => {
        const dataset = held.dataset(handle);
        const evaluations = handles.map((one) => held.evaluation(one)).filter((made) => made.dataset === dataset);
        const path = host.resolve(file, 'write');
        const view = await reportView(held, task, dataset, model, features, evaluations);
        const written = await host.write(path, [new TextEncoder().encode(reportHtml(view, language))]);
        return { files: [written.name], rows: 0, bytes: written.bytes };
      }),
  };
}
