/** What the command line says of a dataset beyond what the views hold word by word. */

import { describe, expect, it } from 'vitest';
import { unusedColumns } from '../../../core/cli/report';
import { readText } from '../../helpers/datasets';

describe('columns of which nothing is made', () => {
  it('are named: text among numbers, and row numbers', () => {
    const { columns, understood } = readText(',time,rate,x,label\n0,2023-03-01,high,1,a\n1,2023-03-02,low,2,a\n');
    expect(understood.channels).toEqual(['x']);
    expect(unusedColumns({ columns, understood })).toEqual(['c0', 'rate']);
  });

  it('are none where each has its part', () => {
    const { columns, understood } = readText('id,t,x,label\na,0,1,u\na,1,2,u\nb,0,3,v\nb,1,4,v\n');
    expect(unusedColumns({ columns, understood })).toEqual([]);
  });
});
