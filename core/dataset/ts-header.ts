/** The header of a UCR/UEA `.ts` file: tags in upper or lower case, comments with `#` or `%`, in any order. */

import { WorkbenchError } from '../contract/errors';

export interface TsHeader {
  timeStamps: boolean;
  /** Channels of each series as declared; null where the header does not say. */
  dimensions: number | null;
  /** Class labels as declared; null where series have no class label. */
  classLabels: string[] | null;
  /** Series end in a number to regress. */
  target: boolean;
}

/** Whether the line is blank or a comment. */
export function isTsComment(line: string): boolean {
  const first = line.trimStart()[0];
  return first === undefined || first === '#' || first === '%';
}

/** Takes header lines one by one; `add` returns true on the line `@data`. Unknown tags are passed over. */
export class TsHeaderReader {
  readonly header: TsHeader = { timeStamps: false, dimensions: null, classLabels: null, target: false };

  constructor(private readonly file: string) {}

  /** @throws ts/header for a line that is no tag, or a tag with a value it cannot have */
  add(line: string, number: number): boolean {
    if (isTsComment(line)) return false;
    const [tag, ...values] = line.trim().split(/\s+/);
    const wrong = () =>
      new WorkbenchError('ts/header', { file: this.file, line: number, text: line.trim().slice(0, 200) });
    if (!tag.startsWith('@')) throw wrong();
    const flag = () => {
      const value = values[0]?.toLowerCase();
      if (value !== 'true' && value !== 'false') throw wrong();
      return value === 'true';
    };
    const count = () => {
      const value = Number(values[0]);
      if (values.length !== 1 || !Number.isInteger(value) || value < 1) throw wrong();
      return value;
    };
    const { header } = this;
    switch (tag.toLowerCase()) {
      case '@timestamps':
        header.timeStamps = flag();
        break;
      case '@univariate':
        if (flag()) header.dimensions = 1;
        break;
      case '@dimension':
      case '@dimensions':
        header.dimensions = count();
        break;
      case '@missing':
      case '@equallength':
        flag();
        break;
      case '@serieslength':
        count();
        break;
      case '@classlabel':
        header.classLabels = flag() ? values.slice(1) : null;
        if (header.classLabels?.length === 0) throw wrong();
        break;
      case '@targetlabel':
        header.target = flag();
        break;
      case '@data':
        return true;
      default:
        break;
    }
    return false;
  }
}
