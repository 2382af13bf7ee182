/** Words of what is assumed of a model's file; names of layers and orders of gates are shown as they are. */

import type { AssumptionKey } from '../../../core/contract/model-file';
import type { HeadView } from '../../../core/contract/views';
import type { Translator } from '../../i18n';

export function assumedText(key: AssumptionKey, value: string, t: Translator['t']): string {
  if (key === 'head-takes') return t(`model.file.takes.${value as HeadView['takes']}`);
  return value === 'none' ? t('model.file.none') : value;
}
