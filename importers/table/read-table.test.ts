import { describe, expect, it } from 'vitest';
import { limits } from '../limits';
import { type CellTable, eachNamedRow, readTable } from './read-table';

function tableOf(text: string): CellTable {
  const rows = text.split('\n').map((line) => line.split(','));
  return {
    head: rows,
    each: async (onRow) => {
      for (const [place, row] of rows.entries()) if (!onRow(row, place)) break;
      return [];
    },
    lineAt: (place) => place + 1,
  };
}

async function fieldsOf(text: string): Promise<string[]> {
  const result = await readTable(tableOf(text), { name: 't', file: 't.csv', limits });
  return result.ok ? (result.value[0]?.fields ?? []).map(({ nativeName, nativeType }) => `${nativeName} ${nativeType}`) : [];
}

describe('a header with a name less than the rows have cells', () => {
  const named = 'name,age,city\n1,Ann,33,Rome\n2,Bob,41,Oslo\n3,Cid,50,Bern';

  it("is R's: the rows have names that it does not name", async () => {
    expect(await fieldsOf(named)).toEqual(['column_1 integer', 'name text(3)', 'age integer', 'city text(4)']);
    const rows: Record<string, string>[] = [];
    await eachNamedRow(tableOf(named), limits, (row) => rows.push(Object.fromEntries(row)) > 0);
    expect(rows[0]).toEqual({ column_1: '1', name: 'Ann', age: '33', city: 'Rome' });
  });

  it('is an ordinary one where the lines end with a delimiter, or what comes first repeats', async () => {
    expect(await fieldsOf('name,age\nAnn,33,\nBob,41,')).toEqual(['name text(3)', 'age integer']);
    expect(await fieldsOf('kind,age\nA,33,x\nA,41,y\nB,50,z')).toEqual(['kind text(1)', 'age integer']);
  });
});
