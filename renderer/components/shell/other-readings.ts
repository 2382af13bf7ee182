/** As what else a file that did not open may be opened. */

import type { ErrorPayload } from '../../../core/contract/errors';
import { ENCODINGS, type Encoding, type Format, FORMATS } from '../../../core/contract/specs';

export type OtherReading = { encoding: Encoding } | { format: Format };

/** The format that each of these errors means the file was taken for; null where it was taken for none. */
const FORMAT_ERRORS: Partial<Record<ErrorPayload['code'], Format | null>> = {
  'file/format-unknown': null,
  'ts/header': 'ts',
  'ts/no-data': 'ts',
  'tsf/header': 'tsf',
  'tsf/no-data': 'tsf',
  'arff/header': 'arff',
  'json/syntax': 'json',
  'json/shape': 'json',
  'npy/header': 'npy',
};

/** What is no text is told by its first bytes. */
const BINARY: readonly Format[] = ['npy', 'npz', 'xlsx', 'parquet'];

/** All that were not tried, for errors that another encoding or format may cure; else none. */
export function otherReadings({ code, params }: ErrorPayload): OtherReading[] {
  if (code === 'file/encoding') {
    const tried = 'encoding' in params ? params.encoding : null;
    return ENCODINGS.filter((encoding) => encoding !== tried).map((encoding) => ({ encoding }));
  }
  if (!(code in FORMAT_ERRORS)) return [];
  const others = FORMATS.filter((format) => format !== FORMAT_ERRORS[code] && !BINARY.includes(format));
  return others.map((format) => ({ format }));
}
