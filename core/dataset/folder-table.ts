/** Shows the rows of many files as one table, with the file's name before them. */

import { lastAtOrBelow } from './starts';
import type { RawTable, StoredTable } from './part';

export interface FileTable {
  file: string;
  columns: string[];
  rowCount: number;
  /** The table, read again where it was let go of. */
  open(): Promise<RawTable | StoredTable>;
}

/** Columns of one name are one column, whatever their order in each file. */
export function joinTables(tables: readonly FileTable[]): StoredTable {
  const names: string[] = [];
  const known = new Map<string, number>();
  const starts = new Float64Array(tables.length);
  let rowCount = 0;
  const places = tables.map((table, at) => {
    starts[at] = rowCount;
    rowCount += table.rowCount;
    return table.columns.map((name) => {
      const place = known.get(name) ?? names.length;
      if (place === names.length) names.push(name);
      known.set(name, place);
      return place;
    });
  });
  const columns = [columnOfFiles(names), ...names];
  /** Rows that were given and do not fit their file's table. */
  const rejected = new WeakSet<readonly string[]>();
  return {
    columns,
    rowCount,
    async page(first, count) {
      const page = { lines: [] as number[], cells: [] as string[][] };
      const end = Math.min(first + count, rowCount);
      for (let row = Math.max(0, first); row < end;) {
        const at = lastAtOrBelow(starts, row);
        const { file } = tables[at];
        const table = await tables[at].open();
        const rows = await table.page(row - starts[at], Math.min(end - row, starts[at] + tables[at].rowCount - row));
        if (rows.cells.length === 0) break;
        page.lines.push(...rows.lines);
        for (const cells of rows.cells) {
          const joined = columns.map(() => '');
          joined[0] = file;
          for (const [column, cell] of cells.entries()) {
            const place = places[at][column];
            if (place === undefined) joined.push(cell);
            else joined[place + 1] = cell;
          }
          if (table.rejects?.(cells) === true) rejected.add(joined);
          page.cells.push(joined);
        }
        row += rows.cells.length;
      }
      return page;
    },
    rejects: (cells) => rejected.has(cells),
  };
}

/** A name that no column of the files has. */
function columnOfFiles(names: readonly string[]): string {
  let name = 'file';
  while (names.includes(name)) name = `${name}_`;
  return name;
}
