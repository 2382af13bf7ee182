/** Holds the reader of large files to the reader of small ones: the same text gives the same series, rows and errors. */

import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../../core/contract/errors';
import type { Tables } from '../../../../core/dataset/table-engine';
import { removeScratch, scratchPath } from '../../../../core/node/scratch';
import { readText } from '../../../helpers/datasets';
import { comparable, readLarge } from '../../../helpers/large';
import type { ReadingSpec } from '../../../../core/contract/specs';

afterAll(removeScratch);

const cases: Record<string, { text: string; reading?: ReadingSpec }> = {
  'a recording': { text: 'a,b\n1,2\n3,4\n5,6.5\n' },
  'no header, no line end at the end': { text: '1;2\n3;4\n5;6' },
  'missing values': { text: 'a,b\n1,NA\n,4\n?,-\nnan,3\n5,null\n' },
  'a late missing mark': { text: `a,b\n${'1,2\n'.repeat(300)}NA,3\n- ,4\n` },
  'numbers that only some parsers read': { text: 'a,b\n1_000,2\n3,4\n' },
  'numbers with spaces': { text: 'a, b\n1, 2\n 3 ,4 \n' },
  'odd numbers': { text: 'a,b\n+1,.5\n1e5,5.\n-0,1E-3\ninf,-Infinity\n1e400,007\n' },
  'minus nan': { text: `a,b\n${'1,2\n'.repeat(300)}-nan,3\n` },
  'text in a channel': { text: 'a,b\n1,2\nx,4\n5,6\n7,8\n' },
  'text in a channel left out': { text: 'a,b\n1,2\nx,4\n5,6\n7,8\n', reading: { badRows: 'leave-out' } },
  'ragged rows': { text: 'a,b\n1,2\n3\n4,5,6\n7,8\n' },
  'ragged rows left out': { text: 'a,b\n1,2\n3\n4,5,6\n7,8\n', reading: { badRows: 'leave-out' } },
  'delimiters at the end': { text: 'a,b\n1,2,\n3,4\n5,6,,,\n' },
  'blank lines': { text: '\n\na,b\n\n1,2\n   \n3,4\n\n\n' },
  'line ends of Windows': { text: 'a,b\r\n1,2\r\n3,4\r\n' },
  'mixed line ends': { text: 'a,b\r\n1,2\n3,4\r5,6\n' },
  'quoted fields': { text: '"a","b ""x"""\n"1","2"\n3,"4"\n' },
  'line ends in quotes': { text: 'id,v\n"x\ny",1\n"x\ny",2\nz,3\nz,4\n' },
  'a quote that never closes': { text: 'a,b\n1,2\n"3,4\n5,6\n' },
  'quotes inside fields': { text: 'name,v\na"b,1\na"b,2\n' },
  'one column': { text: 'v\n1\n2\n3\n' },
  'one column with blank lines': { text: 'v\n1\n\n3\n""\n5\n\n\n' },
  'decimal commas': { text: 'a;b\n1,5;2\n3,25;4\n1.234;5\n' },
  'decimal commas with a point': { text: 'a;b\n1,5;2\n3,25;4\n', reading: { decimal: '.' } },
  thousands: { text: 'a;b\n1,234,567;2\n3,000;4\n', reading: { thousands: ',' } },
  'missing text': { text: 'a,b\n1,-999\n-999.0,4\n3,5\n', reading: { missingText: ['-999'] } },
  comments: { text: '# one\na,b\n1,2\n# two\n3,4\n', reading: { comment: '#' } },
  'skipped lines': { text: 'made by x\nand y, z\na,b\n1,2\n3,4\n', reading: { skipLines: 2 } },
  'runs of spaces': { text: '  1.5   2\n3  4\n 5 6 \n' },
  tabs: { text: 'a\tb\n1\t2\n3\t\n' },
  'ids together': { text: 'id,v,w\nx,1,2\nx,3,4\ny,5,6\ny,7,8\ny,9,1\n' },
  'ids apart': { text: 'id,v,label\nx,1,a\ny,2,b\nx,3,a\ny,4,b\nz,5,c\nx,6,a\n' },
  'ids apart in windows': {
    text: 'id,v,label\nx,1,a\ny,2,b\nx,3,a\ny,4,b\nx,6,\n',
    reading: { window: { length: 2, stride: 1 } },
  },
  'missing ids': { text: 'id,v\nNA,1\nNA,2\n,3\n,4\n' },
  wide: {
    text: `${Array.from({ length: 12 }, (_, t) => t).join(',')},label\n${'1,2,3,4,5,6,7,8,9,10,11,12,a\n2,2,3,4,5,6,7,8,9,,,,b\n'.repeat(3)}`,
  },
  'class numbers first': { text: '1,0.5,2.5,3.25,4\n2,1.5,2,3,4.5\n1.0,0.5,2,3,\n2,0.25,2,3,4\n' },
  'time stamps': { text: 'time,v\n2024-01-01 00:00:00,1\n2024-01-01 00:01:00,2\n2024-01-01 00:02:00,3\n' },
  epoch: { text: 'timestamp,v\n1700000000,1\n1700000060,2\n1700000120,4\n' },
  'epoch in milliseconds, irregular and missing': {
    text: 'timestamp,v\n1700000000123,1\n1700000060456.5,\n,2\n1700000120789,4\n1.7000001e12,5\n',
  },
  'epoch in nanoseconds': { text: 'timestamp,v\n1700000000123456789,\n1700000000123457789,2\n1700000000123459789,4\n' },
  'days of Excel': { text: 'date,v\n45292,1\n45292.5,\n45294.000694444445,3\n45299,4\n' },
  'dates that are whole numbers': { text: 'date,v\n20240101,1\n20240102,\n20240105,3\n' },
  'plain numbers for a time': { text: 'time,v\n0.1,1\n0.2,\nNA,7\n+.5,3\n1e2,4\ninf,5\n' },
  'times that are text late': { text: `time,v\n${counted(300)}2024-01-01,1\nx,\n7,3\n` },
  'times with decimal commas': { text: 'time;v\n0,5;1,5\n1,25;\n4,5;2,5\n' },
  'times that are told': { text: 'when,v\n1,5\n2,\n4,7\n', reading: { time: 'when', timeForm: 'epoch-ms' } },
  'dates and times of day': {
    text: 'Date;Time;v\n31/12/2024;18:00:00;1\n31/12/2024;18:01:00;2\n01/01/2025;;3\n01/01/2025;00:01:00;4\n',
  },
  'dates that are numbers and times of day': {
    text: 'date,time,v\n20241231,18:00,1\n20241231,18:30,2\n20250101,00:30,4\n',
  },
  'dates and hours': { text: 'date,hr,v\n2024-12-31,22,1\n2024-12-31,23,2\n2025-01-01,0,4\n' },
  'digits of times that are told': {
    text: 'd,t,v\n2024.12.31,093000,1\n2024.12.31,094500,2\n2025.01.01,9300,4\n',
    reading: { time: 'd', timeOfDay: 't' },
  },
  "hours of days that are Excel's": { text: 'date,hour,v\n45292,22,1\n45292,23,2\n45293,,4\n45293,1,5\n' },
  'times of day alone': { text: 'clock,v\n22:00,1\n23:30,2\n01:00,4\n00:30,5\n22:00,6\n' },
  'times of day of no date': { text: 'n,t,v\n1,18:00,1\n2,18:00,2\n', reading: { time: 'n', timeOfDay: 't' } },
  'the header of a logger': {
    text: `"TOA5","CR1000","st"\n"TIMESTAMP","RECORD","v"\n"TS","RN","Volts"\n"","","Avg"\n"2011-08-23 15:00:00",0,1\n"2011-08-23 15:10:00",1,"NAN"\n"2011-08-23 15:20:00",2,5\n`,
  },
  'a header of two levels and an index': {
    text: 'sensor,a,a\naxis,x,y\ntime,,\n0,1,2\n1,3,4\n2,5,6\n3,7,x\n',
    reading: { badRows: 'leave-out' },
  },
  'header rows that are told': { text: 'a,b\nc,d\n\n1,2\n3,4\n', reading: { headerRows: 2 } },
  'numbers without the mark of others': {
    text: `a,b\n${counted(20).replaceAll('\n', '%\n')}5,3%\n6,0.25\nNA,\n7, 4\n`,
  },
  'times in windows, gaps for a channel': {
    text: 'time,v\n1,5\n2,6\n4,7\n8,1\n',
    reading: { window: { length: 2, stride: 1 }, timeGaps: 'channel' },
  },
  'only a header': { text: 'a,b\n' },
  'no numbers': { text: 'a,b\nx,y\nz,w\n' },
  'an unknown column': { text: 'a,b\n1,2\n', reading: { label: 'nobody' } },
  'no missing label': {
    text: 'v,label\n1,a\n2,\n3,b\n4,NA\n',
    reading: { label: 'label', window: { length: 2, stride: 2 } },
  },
  'names twice': { text: 'a,A,a,\n1,2,3,4\n5,6,7,8\n' },
  'letters beyond ASCII': { text: 'größe,v,label\n1,2,ü\n3,4,漢\n' },
  'a byte order mark': { text: '\uFEFFa,b\n1,2\n3,4\n' },
  'infinite and missing': { text: 'a\n1\ninf\n\n3\n' },
  'many rows with late dirt': {
    text: `id,v,w,label\n${manyRows(5000)}z,NA, 7,"a ""b"""\nz,x,1,c\n`,
    reading: { channels: ['v', 'w'] },
  },
  'many rows with a late short one left out': {
    text: `id,v,w,label\n${manyRows(5000)}z,1\n${manyRows(10)}`,
    reading: { badRows: 'leave-out' },
  },
};

/** Rows of a running number and a value. */
function counted(count: number): string {
  return Array.from({ length: count }, (_, at) => `${at},${at % 7}\n`).join('');
}

/** Rows of seven ids, each in stretches that come again. */
function manyRows(count: number): string {
  const row = (at: number) =>
    `${'tuvwxyz'[Math.floor(at / 20) % 7]},${at / 8},${at % 13},${at % 40 < 20 ? 'up' : 'down'}`;
  return `${Array.from({ length: count }, (_, at) => row(at)).join('\n')}\n`;
}

describe.each(Object.entries(cases))('%s', (_name, { text, reading = {} }) => {
  const bytes = new TextEncoder().encode(text);

  it.each([
    ['as it is', {}],
    ['written over', { rewrites: true }],
    ['with its values on disk', { kept: 4 }],
  ])('is read the same %s', async (_way, options) => {
    const small = await comparable(readText(text, reading));
    const large = await readLarge(bytes, reading, options);
    expect(await comparable(large)).toEqual(small);
    await large.close();
  });
});

it('refuses a table of which the engine gives fewer rows than the file holds', async () => {
  const text = new TextEncoder().encode(`id,v,w,label\n${manyRows(3000)}`);
  const before = scratchFiles();
  const reading = readLarge(text, {}, { through: losing });
  await expect(reading).rejects.toMatchObject({
    code: 'table/rows-lost',
    params: { file: 'table.csv', rows: 3000, kept: 2999, rejected: 0 },
  });
  expect(scratchFiles()).toEqual(before);
});

/** The same engine, which loses the second row of every longer answer. */
function losing(tables: Tables): Tables {
  return {
    append: (table, columns) => tables.append(table, columns),
    interrupt: () => tables.interrupt(),
    progress: () => tables.progress(),
    close: () => tables.close(),
    async *query(sql) {
      let lost = false;
      for await (const { rowCount, columns, nulls } of tables.query(sql)) {
        const loses: boolean = !lost && rowCount > 2;
        lost ||= loses;
        const left = columns.map((column) =>
          column instanceof Float64Array ? column.filter((_, row) => row !== 1) : column.filter((_, row) => row !== 1),
        );
        yield loses ? { rowCount: rowCount - 1, columns: left, nulls } : { rowCount, columns, nulls };
      }
    },
  };
}

function scratchFiles(): string[] {
  return readdirSync(dirname(scratchPath('probe'))).filter((name) => !name.endsWith('.csv'));
}

describe('reading that is given up', () => {
  it.each([0.01, 0.2, 0.4, 0.6, 0.8, 0.99])('at the share %d leaves no file behind', async (at) => {
    const text = `id,v,w,label\n${manyRows(20_000)}`;
    const before = scratchFiles();
    const reach = async (share: number): Promise<void> => {
      if (share >= at) throw new WorkbenchError('engine/cancelled', {});
    };
    for (const rewrites of [false, true]) {
      const reading = readLarge(new TextEncoder().encode(text), {}, { rewrites, kept: 64, reach });
      await expect(reading).rejects.toMatchObject({ code: 'engine/cancelled' });
      expect(scratchFiles()).toEqual(before);
    }
  });
});

it('leaves cells that hold lists to the small reader', async () => {
  const text = `id,v\n${Array.from({ length: 9 }, (_, at) => `${at},"[1, ${at}]"\n`).join('')}`;
  const large = readLarge(new TextEncoder().encode(text), { layout: 'wide', channels: ['v'] });
  await expect(large).rejects.toThrow('left to the small reader');
});
