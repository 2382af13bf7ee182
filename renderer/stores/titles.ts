/** What a dataset is called on screen: files and folders by their names, samples and generated sets in the window's language. */

import type { DatasetView } from '../../core/contract/views';
import type { Translator } from '../i18n';

export function datasetTitle(dataset: Pick<DatasetView, 'name' | 'spec'>, t: Translator['t']): string {
  const { source } = dataset.spec;
  if (source.kind === 'file' || source.kind === 'folder') return dataset.name;
  return source.kind === 'sample'
    ? t(`welcome.samples.${source.id}.name`)
    : t(`welcome.synthetic.sets.${source.generator}.name`);
}
