import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../shared/problem';
import { createSamples } from './samples';
import { keepRows } from './workbench/keep-rows';
import type { Workbench } from './workbench/workbench';

const id = '01M6K0000000000000000000AA';
const object = '01M6K0000000000000000000BB';
const other = '01M6K0000000000000000000CC';
let home = '';
const folder = () => join(home, id, 'samples');
const put = (text: string) => writeFileSync(join(folder(), `${object}.ndjson`), text);
const csv = (text: string, name = 'people.csv') => ({ name, bytes: new TextEncoder().encode(text) });
const people = csv('id,שם,__proto__,empty\n1,דנה,x,\n2,"Reza, R.",y,NULL\n\n3,,z,\n');
const table = { name: 'people', object, fields: { id: 'ID', שם: 'NAME', ['__proto__']: '__proto__', empty: 'EMPTY' } };

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'masa-samples-'));
  mkdirSync(folder(), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const run: Workbench['run'] = () => Promise.reject(new Error('not asked'));
const samples = (workbench: Pick<Workbench, 'run'> = { run }) => createSamples({ folder: home, workbench });

describe('reading samples', () => {
  it('gives the first rows, leaves out damaged ones, and has none where none are kept', async () => {
    put('{"a":1}\nnot json\n[1]\n{"b":{"c":[null,"ש"]}}\n\n{"d":');
    expect(await samples().read({ id, object, limit: 50 })).toEqual({ ok: true, value: { rows: [{ a: 1 }, { b: { c: [null, 'ש'] } }] }, problems: [] });
    expect(await samples().read({ id, object, limit: 1 })).toMatchObject({ value: { rows: [{ a: 1 }] } });
    expect(await samples().read({ id, object: other, limit: 5 })).toMatchObject({ ok: true, value: { rows: [] } });
    expect(await samples().read({ id: other, object, limit: 5 })).toMatchObject({ ok: true, value: { rows: [] } });
  });

  it('reads a long file by its beginning, and at most 200 rows', async () => {
    put(`${JSON.stringify({ text: 'ש'.repeat(500) })}\n`.repeat(2_000));
    const read = await samples().read({ id, object, limit: 1_000 });
    expect(read.ok && read.value.rows.length).toBe(200);
    put(`{"a":"${'x'.repeat(20 * 1024 * 1024)}"}\n`);
    expect(await samples().read({ id, object, limit: 5 })).toMatchObject({ ok: true, value: { rows: [] } });
  });
});

describe('keeping samples', () => {
  it('writes rows by native names, without empty values, for the user only', async () => {
    expect(await keepRows({ id, file: people, objects: [table] }, folder())).toEqual({
      ok: true,
      value: { kept: [{ object, rows: 3 }], problems: [] },
      problems: [],
    });
    const path = join(folder(), `${object}.ndjson`);
    expect(readFileSync(path, 'utf8')).toBe(
      '{"ID":"1","NAME":"דנה","__proto__":"x"}\n{"ID":"2","NAME":"Reza, R.","__proto__":"y","EMPTY":"NULL"}\n{"ID":"3","__proto__":"z"}\n',
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder())).toEqual([`${object}.ndjson`]);
  });

  it('stops at the limits and says so', async () => {
    const cut = await keepRows({ id, file: people, objects: [table] }, folder(), { rows: 2, bytes: 10_000 });
    expect(cut).toMatchObject({ value: { kept: [{ object, rows: 2 }], problems: [{ code: 'sample-rows-cut', params: { name: 'people', rows: 2 } }] } });
    const small = await keepRows({ id, file: people, objects: [table] }, folder(), { rows: 9, bytes: 60 });
    expect(small).toMatchObject({ value: { kept: [{ rows: 1 }] } });
    const exact = await keepRows({ id, file: people, objects: [table] }, folder(), { rows: 3, bytes: 10_000 });
    expect(exact).toMatchObject({ value: { kept: [{ rows: 3 }], problems: [] } });
  });

  it('keeps what was there when the file has no rows for the object or no rows at all', async () => {
    put('{"old":1}\n');
    const renamed = { ...table, name: 'orders' };
    expect(await keepRows({ id, file: people, objects: [renamed] }, folder())).toMatchObject({ ok: true, value: { kept: [] } });
    expect(await keepRows({ id, file: csv('%PDF-1.7', 'x.pdf'), objects: [table] }, folder())).toMatchObject({
      ok: false,
      problems: [{ code: 'rows-not-read' }],
    });
    const list = csv('Field Name,Data Type,Nullable\nid,int,NO\nname,text,YES\n', 'people.csv');
    expect(await keepRows({ id, file: list, objects: [table] }, folder())).toMatchObject({ ok: true, value: { kept: [] } });
    expect(readFileSync(join(folder(), `${object}.ndjson`), 'utf8')).toBe('{"old":1}\n');
  });

  it('says what the file system says, and leaves nothing behind', async () => {
    mkdirSync(join(folder(), `${object}.ndjson`));
    expect(await keepRows({ id, file: people, objects: [table] }, folder())).toMatchObject({ ok: false, problems: [{ code: 'file-failed' }] });
    expect(readdirSync(folder())).toEqual([`${object}.ndjson`]);
    expect(await keepRows({ id, file: people, objects: [table] }, join(home, 'none'))).toMatchObject({ ok: false, problems: [{ code: 'file-failed' }] });
  });

  it('does not bring back the folder of a removed engagement', async () => {
    expect(await samples().keep({ id: other, file: people, objects: [table] })).toMatchObject({ ok: false, problems: [{ code: 'engagement-missing' }] });
    expect(existsSync(join(home, other))).toBe(false);
  });

  it('deletes what an ended worker left half written, at once and at the next start', async () => {
    const ended = {
      run: (async () => {
        writeFileSync(join(folder(), `${object}.ndjson.keeping.tmp`), 'half');
        return refuse('workbench-timeout', { seconds: 1 });
      }) as Workbench['run'],
    };
    expect(await samples(ended).keep({ id, file: people, objects: [table] })).toMatchObject({ ok: false });
    expect(readdirSync(folder())).toEqual([]);
    writeFileSync(join(folder(), `${object}.ndjson.keeping.tmp`), 'half');
    put('{"a":1}\n');
    await samples().sweep();
    expect(readdirSync(folder())).toEqual([`${object}.ndjson`]);
  });

  it('removes rows, and does not mind when there are none', async () => {
    put('{"a":1}\n');
    expect(await samples().remove({ id, object })).toMatchObject({ ok: true });
    expect(await samples().remove({ id, object })).toMatchObject({ ok: true });
    expect(readdirSync(folder())).toEqual([]);
  });
});

describe('tidying samples', () => {
  it('deletes the rows of objects that are no longer there, and nothing else', async () => {
    put('{"a":1}\n');
    writeFileSync(join(folder(), `${other}.ndjson`), '{"b":1}\n');
    writeFileSync(join(folder(), 'notes.txt'), 'somebody’s own');
    writeFileSync(join(folder(), 'events.ndjson'), '{"uid":"1"}\n');
    expect(await samples().tidy({ id, objects: [object] })).toMatchObject({ ok: true });
    expect(readdirSync(folder()).sort()).toEqual([`${object}.ndjson`, 'events.ndjson', 'notes.txt'].sort());
    expect(await samples().tidy({ id: other, objects: [] })).toMatchObject({ ok: true });
    expect(existsSync(join(home, other))).toBe(false);
  });
});
