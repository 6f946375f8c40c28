import { describe, expect, it } from 'vitest';
import { limits as usual } from '../limits';
import { readSql } from './read-sql';

async function read(text: string, limits = usual) {
  const result = await readSql('shop.sql', new TextEncoder().encode(text), { limits });
  return { objects: result.ok ? (result.value[0]?.objects ?? []) : [], problems: result.problems };
}

describe('rows of INSERT and COPY', () => {
  it('give fields and types where no table is made', async () => {
    const { objects, problems } = await read(`INSERT INTO crm.people (id, "e-mail", born, score, note, active) VALUES
 (1, 'dana@mail.test', '1990-01-02', 1.5, 'a;b -- c', TRUE),
 (2, 'reza@mail.test', '1985-11-30', -2, NULL, FALSE);
INSERT INTO crm.people (id, "e-mail", born, score, note, active) VALUES (3, 'noa@mail.test', '1970-05-06', .25, 'it''s (odd)', TRUE);`);
    expect(problems).toEqual([]);
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject({ name: 'people', types: 'inferred', rows: 3 });
    expect(objects[0]?.fields.map(({ nativeName, type }) => `${nativeName} ${type}`)).toEqual([
      'id integer',
      'e-mail email',
      'born date',
      'score decimal',
      'note string',
      'active boolean',
    ]);
    expect(objects[0]?.fields[4]?.profile).toMatchObject({ rows: 3, filled: 2 });
  });

  it('fill the profile of tables that are made, and leave the stated types alone', async () => {
    const { objects } =
      await read(`CREATE TABLE \`t\` (\`id\` int NOT NULL, \`login\` varchar(50), \`level\` varchar(9), \`at\` datetime, PRIMARY KEY (\`id\`)) ENGINE=InnoDB;
INSERT INTO \`t\` VALUES (1,'dana@mail.test','gold','2020-01-01 00:00:00'),(2,'reza\\'s@mail.test','gold',NULL),(3,_binary 'noa@mail.test',"silver",NOW());`);
    const [id, login, level, at] = objects[0]?.fields ?? [];
    expect(objects[0]).toMatchObject({ types: 'stated', rows: 3 });
    expect(id).toMatchObject({ nativeType: 'int', type: 'integer', key: true, profile: { rows: 3, filled: 3, distinct: 3 } });
    expect(id?.profile?.top).toBeUndefined();
    // The values are addresses, whatever the column is called.
    expect(login).toMatchObject({ nativeType: 'varchar(50)', type: 'string', pii: 'high', profile: { distinct: 3 } });
    expect(login?.example).not.toMatch(/dana|mail\.test/);
    expect(level?.profile).toMatchObject({ filled: 3, distinct: 2 });
    expect(at?.profile).toMatchObject({ rows: 3, filled: 1 });
  });

  it('come from COPY as well, and its data is no statement', async () => {
    const { objects, problems } = await read(`-- PostgreSQL database dump
CREATE TABLE public.t (id integer NOT NULL, note text);
COPY public.t (id, note) FROM stdin;
1\tit's; CREATE TABLE x (y int);
2\t\\N
3\ttab\\there
\\.
COPY public.other (a, b) FROM stdin;
1\tx
\\.
COPY public.odd (a, b) FROM stdin WITH (FORMAT csv);
1,'
\\.
CREATE TABLE public.after (x int);`);
    expect(problems).toEqual([]);
    expect(objects.map(({ name, types, rows }) => [name, types, rows])).toEqual([
      ['t', 'stated', 3],
      ['after', 'stated', undefined],
      ['other', 'inferred', 1],
    ]);
    expect(objects[0]?.fields[1]?.profile).toMatchObject({ rows: 3, filled: 2 });
  });

  it('of SQL Server and Oracle say what they are by casts', async () => {
    const { objects } = await read(`INSERT [dbo].[Visit] ([Id], [At], [Name]) VALUES (1, CAST(N'2020-01-02T03:04:05.000' AS DateTime), N'דנה')
INSERT [dbo].[Visit] ([Id], [At], [Name]) VALUES (2, CAST(N'2021-01-02T03:04:05.000' AS DateTime), N'נועה')
GO
INSERT INTO ora (D) VALUES (to_date('2020-05-01','YYYY-MM-DD'));
INSERT INTO ora (D) VALUES (DATE '2020-05-02');`);
    expect(objects.map(({ name, rows, fields }) => `${name} ${rows} ${fields.map(({ type }) => type)}`)).toEqual([
      'dbo.Visit 2 integer,datetime,string',
      'ora 2 date',
    ]);
  });

  it('join fields of several lists of columns', async () => {
    const { objects } = await read(
      'INSERT INTO t (a, b) VALUES (1, 2); INSERT INTO t (a, c) VALUES (3, 4); INSERT INTO t (A, b) SELECT 1, 2; INSERT INTO t SET a = 1;',
    );
    expect(objects.map(({ rows, fields }) => [rows, fields.map(({ nativeName }) => nativeName)])).toEqual([[2, ['a', 'b', 'c']]]);
  });

  it('of a partition belong to the whole', async () => {
    const { objects } = await read(`SET search_path = public;
CREATE TABLE w (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE p (id int, at date);
CREATE TABLE q PARTITION OF w DEFAULT;
ALTER TABLE ONLY w ATTACH PARTITION p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
COPY p (id, at) FROM stdin;
1\t2020-01-02
\\.
COPY q (id, at) FROM stdin;
1\t2022-01-02
\\.
`);
    expect(objects.map(({ name, rows }) => `${name} ${rows}`)).toEqual(['w 2']);
  });

  it('without names of columns cost one problem', async () => {
    const { objects, problems } = await read('CREATE TABLE a (x int);\nINSERT INTO b VALUES (1);\nINSERT INTO b VALUES (2);');
    expect(objects.map(({ name }) => name)).toEqual(['a']);
    expect(problems.map(({ code, params }) => `${code} ${params.line}`)).toEqual(['sql-rows-without-columns 2']);
  });

  it('are counted beyond those that are looked at', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `(${i}, 'a)b''(${i % 7}')`).join(',');
    const { objects } = await read(`INSERT INTO t (a, b) VALUES ${rows};`);
    expect(objects[0]?.rows).toBe(5_000);
    expect(objects[0]?.fields[1]?.profile).toMatchObject({ rows: 2_000, distinct: 7 });
  });
});
