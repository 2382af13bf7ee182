/** The header of a `.tsf` file (Monash forecasting archive): attributes of the series, their frequency, comments with `#`. */

import { WorkbenchError } from '../contract/errors';

export interface TsfAttribute {
  name: string;
  type: 'string' | 'numeric' | 'date';
}

export interface TsfHeader {
  attributes: TsfAttribute[];
  /** Time between two steps in the archive's words, such as `yearly` or `half_hourly`; null where it is not said. */
  frequency: string | null;
}

export function isTsfComment(line: string): boolean {
  const first = line.trimStart()[0];
  return first === undefined || first === '#';
}

/** Takes header lines one by one; `add` returns true on the line `@data`. Unknown tags are passed over. */
export class TsfHeaderReader {
  readonly header: TsfHeader = { attributes: [], frequency: null };

  constructor(private readonly file: string) {}

  /** @throws tsf/header for a line that is no tag, or a tag with a value it cannot have */
  add(line: string, number: number): boolean {
    if (isTsfComment(line)) return false;
    const [tag, ...values] = line.trim().split(/\s+/);
    const wrong = () =>
      new WorkbenchError('tsf/header', { file: this.file, line: number, text: line.trim().slice(0, 200) });
    if (!tag.startsWith('@')) throw wrong();
    switch (tag.toLowerCase()) {
      case '@attribute': {
        const type = values.at(-1)?.toLowerCase();
        if (values.length < 2 || (type !== 'string' && type !== 'numeric' && type !== 'date')) throw wrong();
        this.header.attributes.push({ name: values.slice(0, -1).join(' '), type });
        break;
      }
      case '@frequency':
        if (values.length !== 1) throw wrong();
        this.header.frequency = values[0];
        break;
      case '@horizon':
        if (!(Number(values[0]) > 0)) throw wrong();
        break;
      case '@missing':
      case '@equallength':
        if (!/^(?:true|false)$/i.test(values[0] ?? '')) throw wrong();
        break;
      case '@data':
        return true;
      default:
        break;
    }
    return false;
  }
}
