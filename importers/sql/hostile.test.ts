import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../shared/problem';
import { importedSourceSchema, type ObjectDraft } from '../../shared/sources/draft';
import { limits as usual } from '../limits';
import { readSql } from './read-sql';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Whatever the bytes: drafts that the contract accepts, or problems that say why not. */
async function survives(bytes: Uint8Array, limits = usual): Promise<ObjectDraft[]> {
  const result = await readSql('a.sql', bytes, { limits });
  for (const found of result.problems) problemSchema.parse(found);
  if (!result.ok) {
    expect(result.problems.some(({ severity }) => severity === 'blocks')).toBe(true);
    return [];
  }
  const objects = result.value.flatMap((source) => importedSourceSchema.parse(source).objects);
  expect(new Set(objects.map(({ name }) => name)).size).toBe(objects.length);
  for (const { fields } of objects) expect(new Set(fields.map(({ nativeName }) => nativeName)).size).toBe(fields.length);
  return objects;
}

const small = `-- MySQL dump
/*!40101 SET NAMES utf8 */;
CREATE TABLE \`a\` (
  \`id\` int(11) NOT NULL COMMENT 'the ''id''',
  \`kind\` enum('x','y') DEFAULT 'x',
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB /* ; */ COMMENT='a;';
INSERT INTO \`a\` VALUES (1,'x'),(2,'it\\'s');
DELIMITER $$
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @x = 'END'; END$$
DELIMITER ;
CREATE TABLE b (x varchar(5), y text);
`;

describe('hostile scripts', () => {
  it('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => void (await survives(bytes))),
      { numRuns: 300 },
    );
  });

  it('random soup of what SQL is made of', { tags: ['long'] }, async () => {
    const token = fc.constantFrom(
      ..."CREATE TABLE|TABLE|INSERT INTO|VALUES|ALTER TABLE|ADD|COLUMN|PRIMARY KEY|FOREIGN KEY|REFERENCES|LIKE|INHERITS|PARTITION OF|COMMENT ON|IS|COPY|FROM stdin;|\n\\.\n|\nGO\n|\n/\n|DELIMITER $$\n|$$|$a$|;|(|)|,|.|'|\"|`|[|]|--|/*|/*!40101|*/|#|\\|\n|\r\n|\t|E'|N'|q'[|]'|BEGIN|END|CASE|DECLARE|PROCEDURE|TRIGGER|AS|SELECT|TYPE|ENUM|DOMAIN|int|varchar(5)|a|b|t|__proto__|constructor|toString|1|0x1F|1e5|-|=|@x|EXEC sp_addextendedproperty|DROP TABLE|RENAME|TO|MODIFY|CHANGE|ATTACH PARTITION|ש|😀|\u0000|\ufeff|\u2028".split(
        '|',
      ),
    );
    const soup = fc.array(fc.tuple(token, fc.constantFrom(' ', '', ' ', '\n')), { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(soup, async (tokens) => void (await survives(bytesOf(tokens.map(([text, gap]) => text + gap).join(''))))),
      { numRuns: 2_000 },
    );
  });

  it('a dump cut at every place gives what came before', { tags: ['long'] }, async () => {
    const bytes = bytesOf(small);
    const whole = await survives(bytes);
    expect(whole.map(({ name, fields }) => `${name} ${fields.map(({ nativeName }) => nativeName)}`)).toEqual(['a id,kind', 'b x,y']);
    const firstEnds = small.indexOf("COMMENT='a;';") + 13;
    for (let end = 0; end < bytes.length; end++) {
      const objects = await survives(bytes.subarray(0, end));
      const names = objects.map(({ name, fields }) => `${name} ${fields.length}`);
      if (end >= firstEnds) expect(names[0]).toBe('a 2');
      expect(['', 'a 2', 'a 2,b 2']).toContain(names.join());
      const inside = end > small.indexOf('CREATE TABLE b (') + 16 && end < small.length - 3;
      if (inside) {
        const { problems } = await readSql('a.sql', bytes.subarray(0, end), { limits: usual });
        expect(problems.map(({ code }) => code)).toContain('sql-cut');
      }
    }
  });

  it('pieces of the file meet anywhere', async () => {
    // Blanks move every token across the border of what is decoded at once.
    const expected = await survives(bytesOf(small));
    for (const shift of [1, 2, 3, 7, 40, 77, 150, 233, 300, 377, 444, 499]) {
      const padded = small.replace('\n', `\n${' '.repeat(256 * 1024 - shift)}\n`);
      expect(await survives(bytesOf(padded))).toEqual(expected);
    }
  });

  it('names of the language of the program', async () => {
    const objects = await survives(
      bytesOf(
        'CREATE TABLE __proto__ (__proto__ int, constructor text, "toString" int PRIMARY KEY REFERENCES __proto__(constructor));\nINSERT INTO constructor (__proto__, hasOwnProperty) VALUES (1, 2);',
      ),
    );
    expect(objects.map(({ name, fields }) => `${name}: ${fields.map(({ nativeName }) => nativeName)}`)).toEqual([
      '__proto__: __proto__,constructor,toString',
      'constructor: __proto__,hasOwnProperty',
    ]);
  });

  const after = '\nCREATE TABLE z (x int);';
  it.each([
    ['a text of 10 MB', `INSERT INTO t (a) VALUES ('${"x''".repeat(3_400_000)}');${after}`, ['z', 't']],
    ['10 MB of escapes', `-- MySQL dump\nINSERT INTO \`t\` VALUES ('${"\\'".repeat(5_000_000)}');${after}`, ['z']],
    ['a comment of 10 MB', `/*${'* '.repeat(5_000_000)}*/${after}`, ['z']],
    ['brackets 100,000 deep', `CREATE TABLE t (a int DEFAULT ${'('.repeat(100_000)}1${')'.repeat(100_000)}, b int);${after}`, ['t', 'z']],
    ['brackets that never close', `CREATE TABLE t (a int DEFAULT ${'('.repeat(300_000)};${after}`, ['z']],
    ['comments 100,000 deep', `SET search_path = a;\n${'/*'.repeat(100_000)}${'*/'.repeat(100_000)}${after}`, ['z']],
    ['a word of 3 MB', `CREATE TABLE ${'a'.repeat(3_000_000)} (x int);${after}`, undefined],
    ['a million statements on one line', `${'a;'.repeat(1_000_000)}${after}`, ['z']],
    ['a million dollars', `SET search_path = a;\n${'$'.repeat(1_000_000)};${after}`, ['z']],
    ['many checks', `CREATE TABLE t (a int ${"CHECK (a IN ('x')) ".repeat(30_000)});${after}`, ['t', 'z']],
    ['many keys', `CREATE TABLE t (a int, ${'KEY k (a), '.repeat(50_000)}b int);${after}`, ['t', 'z']],
    [
      'many changes',
      `CREATE TABLE t (${Array.from({ length: 2_000 }, (_, i) => `c${i} int`)});\n${'ALTER TABLE t MODIFY c9 bigint;'.repeat(50_000)}${after}`,
      ['t', 'z'],
    ],
  ])('%s', { timeout: 30_000 }, async (_, text, names) => {
    const objects = await survives(bytesOf(text));
    if (names) expect(objects.map(({ name }) => name)).toEqual(names);
    else expect(objects).toHaveLength(2);
  });

  it('100,000 columns are cut to what a table may have', { tags: ['long'] }, async () => {
    const result = await readSql(
      'a.sql',
      bytesOf(`CREATE TABLE t (${Array.from({ length: 100_000 }, (_, i) => `c${i} varchar(5) NOT NULL`).join(',\n')});${after}`),
      { limits: usual },
    );
    expect(result.ok && result.value[0]?.objects.map(({ name, fields }) => `${name} ${fields.length}`)).toEqual([`t ${usual.columns}`, 'z 1']);
    expect(result.problems.map(({ code }) => code)).toEqual(['sql-columns-left-out']);
  });

  it('more columns in all than can be taken leave tables out', async () => {
    const text = Array.from({ length: 30 }, (_, i) => `CREATE TABLE t${i} (a int, b int);`).join('\n');
    const result = await readSql('a.sql', bytesOf(text), { limits: { ...usual, fields: 40 } });
    expect(result.ok && result.value[0]?.objects).toHaveLength(20);
    expect(result.problems.map(({ code, params }) => `${code} ${params.tables}`)).toEqual(['sql-tables-left-out 20']);
  });

  it('an open quote costs what is in it', async () => {
    const result = await readSql('a.sql', bytesOf("CREATE TABLE a (x int);\nINSERT INTO a VALUES ('never closed;\nCREATE TABLE b (x int);\n"), {
      limits: usual,
    });
    expect(result.ok && result.value[0]?.objects.map(({ name }) => name)).toEqual(['a']);
    expect(result.problems).toEqual([expect.objectContaining({ code: 'sql-cut', params: { line: 2 } })]);
  });

  it('a dump with pictures among its values is a text all the same', async () => {
    const picture = Uint8Array.from({ length: 30_000 }, (_, i) => (i * 7919) % 256).filter((byte) => byte !== 39 && byte !== 92);
    const bytes = Buffer.concat([bytesOf(`${small.padEnd(5_000)}INSERT INTO b VALUES ('`), picture, bytesOf("', 'x');\nCREATE TABLE c (x int);")]);
    expect((await survives(new Uint8Array(bytes))).map(({ name, rows }) => `${name} ${rows}`)).toEqual(['a 2', 'b 1', 'c undefined']);
  });

  it('tells how far it is', { tags: ['long'] }, async () => {
    const shares: number[] = [];
    await readSql('a.sql', bytesOf(`INSERT INTO t (a) VALUES (1);\n`.repeat(100_000)), { limits: usual, onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});
