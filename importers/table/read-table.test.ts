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

describe('a row of totals at the end', () => {
  const sales = 'order_id,city,amount\n1,Haifa,10\n2,Eilat,20\nTotal,,30\n,,';

  it('is said and is no data', async () => {
    const read = await readTable(tableOf(sales), { name: 't', file: 't.csv', limits });
    expect(read.problems).toEqual([{ severity: 'warns', code: 'total-row-left-out', path: ['rows', 4], params: { line: 4 } }]);
    expect(read.ok && read.value[0]).toMatchObject({ rows: 2, fields: [{ nativeName: 'order_id', type: 'integer', key: true }, {}, {}] });
    const rows: Record<string, string>[] = [];
    await eachNamedRow(tableOf(sales), limits, (row) => rows.push(Object.fromEntries(row)) > 0);
    expect(rows).toEqual([
      { order_id: '1', city: 'Haifa', amount: '10' },
      { order_id: '2', city: 'Eilat', amount: '20' },
    ]);
  });

  it('is data in the middle, and where reading ended before', async () => {
    const middle = await readTable(tableOf('name,amount\nA,1\nTotal,2\nB,3'), { name: 't', file: 't.csv', limits });
    expect(middle.problems).toEqual([]);
    expect(middle.ok && middle.value[0]?.rows).toBe(3);
    const rows: string[] = [];
    await eachNamedRow(tableOf(sales), limits, (row) => rows.push(row.get('order_id') ?? '') < 1);
    expect(rows).toEqual(['1']);
  });
});

describe('the key of a table', () => {
  const keyOf = async (text: string) => {
    const read = await readTable(tableOf(text), { name: 't', file: 't.csv', limits });
    return read.ok ? (read.value[0]?.fields ?? []).find(({ key }) => key)?.nativeName : undefined;
  };

  it('is not what people are called, even where everybody is called something else', async () => {
    expect(await keyOf('full name,age\nDana Levi,33\nRon Katz,41')).toBeUndefined();
    expect(await keyOf('שם מלא,גיל\nדנה,33\nרון,41')).toBeUndefined();
    expect(await keyOf('לקוח,גיל\nדנה לוי,33\nרון כץ,41')).toBeUndefined();
    expect(await keyOf('نام و نام خانوادگی,سن\nسارا احمدی,33\nرضا کریمی,41')).toBeUndefined();
    expect(await keyOf('full name,customer id\nDana Levi,33\nRon Katz,41')).toBe('customer id');
    expect(await keyOf('sku,age\nA1,33\nB2,41')).toBe('sku');
    expect(await keyOf('handle,age\nA1,33\nB2,41')).toBe('handle');
  });
});
