import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import { canonicalTypeIn } from '../../importers/sql/canonical-type';
import type { ObjectDraft } from '../../shared/sources/draft';
import {
  hasMariaDb,
  hasPostgreSql,
  type JudgedColumn,
  type RealSchema,
  realSchemas,
  type SqlDatabase,
  scriptOf,
  sqliteColumns,
  startMariaDb,
  startPostgreSql,
} from './sql-databases';

async function read(content: string | Uint8Array): Promise<ObjectDraft[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const result = await readFile({ name: 'script.sql', bytes }, limits);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.problems.filter(({ code }) => code.startsWith('sql-'))).toEqual([]);
  return result.value[0]?.objects ?? [];
}

const byTable = (a: { table: string }, b: { table: string }) => (a.table < b.table ? -1 : a.table > b.table ? 1 : 0);

/** What was read, in the form in which the database tells it. */
function columnsOf(objects: readonly ObjectDraft[]): JudgedColumn[] {
  return objects
    .flatMap(({ name: table, fields }) =>
      fields.map(({ nativeName: name, nativeType, required, key, note = '' }) => ({
        table,
        name,
        type: nativeType.replace(/^public\./, ''),
        required,
        key,
        comment: note,
      })),
    )
    .sort(byTable);
}

const linksOf = (objects: readonly ObjectDraft[]) =>
  objects
    .flatMap(({ name, links = [] }) => links.flatMap((link) => link.fields.map((field, i) => `${name}.${field}→${link.object}.${link.toFields?.[i]}`)))
    .sort();

/** Scripts write `int` where the database says `int(11)`: the kind of type must be the same. */
const loosely = (columns: readonly JudgedColumn[]) =>
  columns.map(({ type, comment, ...column }) => ({ ...column, type: canonicalTypeIn(type.replaceAll('"', ''), undefined).type }));

const without = (columns: readonly JudgedColumn[]) => columns.map(({ comment, ...column }) => column);

const mariaScript = `
CREATE TABLE customer (
  id bigint unsigned NOT NULL AUTO_INCREMENT, \`e-mail\` varchar(190) NOT NULL DEFAULT 'a;b' COMMENT 'it''s "the" address; \\\\ always', name varchar(50) CHARACTER SET latin1,
  level enum('gold','it''s','a,b)') NOT NULL DEFAULT 'gold', tags set('x','y'), member tinyint(1) DEFAULT 1, balance decimal(10,2) unsigned DEFAULT (1 + (2 * 3)),
  total decimal(12,2) GENERATED ALWAYS AS (balance * 2) STORED, at timestamp(6) NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6), born year, raw varbinary(16),
  place point, doc longtext CHECK (json_valid(doc)), bits bit(8), PRIMARY KEY (id), UNIQUE KEY mail (\`e-mail\`(20)), KEY by_name (name, level), FULLTEXT KEY words (name), CHECK (balance >= 0)
) COMMENT='people; who bought';
CREATE TABLE visit (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (year(at)) (PARTITION a VALUES LESS THAN (2020), PARTITION b VALUES LESS THAN MAXVALUE);
CREATE TABLE parent (a int, b varchar(5), PRIMARY KEY (a, b)) ENGINE=InnoDB;
CREATE TABLE child (id int AUTO_INCREMENT PRIMARY KEY, pa int, pb varchar(5), self int, \`key\` varchar(3) COMMENT 'שלום', CONSTRAINT p FOREIGN KEY (pa, pb) REFERENCES parent (a, b) ON DELETE SET NULL, FOREIGN KEY (self) REFERENCES child (id)) ENGINE=InnoDB;
CREATE VIEW report AS SELECT a, b FROM parent;
DELIMITER $$
CREATE PROCEDURE p() BEGIN DECLARE x int; IF 1 THEN CREATE TABLE inside (x int); END IF; END$$
CREATE TRIGGER t BEFORE INSERT ON child FOR EACH ROW BEGIN SET NEW.pb = 'x;'; END$$
DELIMITER ;
INSERT INTO parent VALUES (1, 'x\\'y'), (2, 'a;b'), (3, '--');
INSERT INTO child (pa, pb, \`key\`) VALUES (1, 'x\\'y', 'k'), (NULL, NULL, NULL);`;

const postgresScript = `
CREATE TYPE mood AS ENUM ('happy', 'it''s'); CREATE DOMAIN positive AS numeric(10,2) NOT NULL CHECK (VALUE > 0);
CREATE TABLE person (id bigserial PRIMARY KEY, mood mood DEFAULT 'happy', worth positive, path text DEFAULT 'C:\\' NOT NULL, seen timestamp(0) DEFAULT now() + interval '1 day',
  zoned timestamptz, "Tags" varchar(20)[] DEFAULT ARRAY['a;', 'b'], status varchar(9) DEFAULT 'new' NOT NULL CHECK (status IN ('new', 'old')), span interval day to second(3), net inet,
  num bigint GENERATED ALWAYS AS IDENTITY, twice int GENERATED ALWAYS AS (length(path) * 2) STORED, doc jsonb, bits bit varying(5), "char" "char", CONSTRAINT two UNIQUE (path, status));
COMMENT ON TABLE person IS 'People; all'; COMMENT ON COLUMN person.zoned IS E'when\\nseen; it''s';
CREATE TABLE part (id int NOT NULL, at date NOT NULL, who bigint REFERENCES person, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE part_2020 PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE part_rest PARTITION OF part DEFAULT;
CREATE TABLE detail (id int, at date, n int, FOREIGN KEY (id, at) REFERENCES part (id, at) ON DELETE CASCADE);
CREATE TABLE base (a int NOT NULL, b text); CREATE TABLE derived (c text COLLATE "C") INHERITS (base); CREATE UNLOGGED TABLE fast (LIKE base);
CREATE VIEW report AS SELECT a FROM base; CREATE MATERIALIZED VIEW stored AS SELECT a FROM base;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF false THEN
CREATE TABLE inside (x int);
END IF;
RETURN NEW; END $$;
CREATE TRIGGER t BEFORE INSERT ON base FOR EACH ROW EXECUTE FUNCTION f();
INSERT INTO base VALUES (1, E'a\\tb;'), (2, NULL);
INSERT INTO part VALUES (1, '2020-02-03'), (2, '2022-02-03'), (3, '2020-05-06');`;

function judged(
  title: string,
  present: boolean,
  start: () => Promise<SqlDatabase>,
  script: string,
  kind: RealSchema['database'],
  rows: Record<string, number>,
) {
  describe.skipIf(!present)(`${title} is the judge${present ? '' : ' (not installed)'}`, () => {
    let database: SqlDatabase;
    beforeAll(async () => {
      database = await start();
      database.load('own', script);
    }, 180_000);
    afterAll(async () => {
      await database?.stop();
    }, 60_000);

    it('of a dump with all its habits', async () => {
      const truth = database.columns('own');
      expect(truth.length).toBeGreaterThan(20);
      const objects = await read(database.dump('own'));
      expect(without(columnsOf(objects))).toEqual(without(truth).map((column) => ({ ...column, type: column.type.replaceAll('"', '') })));
      expect(linksOf(objects)).toEqual(database.links('own'));
      const notes = new Map(columnsOf(objects).map(({ table, name, comment }) => [`${table}.${name}`, comment]));
      for (const { table, name, comment } of truth) if (comment) expect(notes.get(`${table}.${name}`)).toBe(comment);
    });

    it('of the script itself', async () => {
      const objects = await read(script);
      expect(loosely(columnsOf(objects))).toEqual(loosely(database.columns('own')));
      expect(linksOf(objects).map((link) => link.replace(/\.undefined$/, '.id'))).toEqual(database.links('own'));
    });

    it('of the rows in a dump', async () => {
      const objects = await read(database.dump('own', true));
      expect(Object.fromEntries(objects.flatMap(({ name, rows: count }) => (count === undefined ? [] : [[name, count]])))).toEqual(rows);
    });

    const schemas = realSchemas.filter((schema) => schema.database === kind);
    if (schemas.length === 0) it.skip('of schemas of other programs (none is installed)', () => undefined);
    it.each(schemas)('of the schema of $system', { timeout: 120_000 }, async (schema) => {
      const text = scriptOf(schema);
      const name = schema.system.toLowerCase();
      database.load(name, text);
      const truth = database.columns(name);
      expect(truth.length).toBeGreaterThan(50);
      const dumped = await read(database.dump(name));
      expect(without(columnsOf(dumped))).toEqual(without(truth));
      expect(linksOf(dumped)).toEqual(database.links(name));
      expect(loosely(columnsOf(await read(text)))).toEqual(loosely(columnsOf(dumped)));
    });
  });
}

judged('MariaDB', hasMariaDb, startMariaDb, mariaScript, 'mariadb', { parent: 3, child: 2 });
judged('PostgreSQL', hasPostgreSql, startPostgreSql, postgresScript, 'postgresql', { base: 2, part: 3 });

describe('SQLite is the judge', () => {
  const script = `PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE "my table" (id INTEGER PRIMARY KEY AUTOINCREMENT, 'quoted' TEXT NOT NULL DEFAULT 'a,b);', [odd one] UNSIGNED BIG INT, \`tick\` VARCHAR(20) COLLATE NOCASE, plain, n NUMERIC(10,5) CHECK (n > 0),
  twice INT GENERATED ALWAYS AS (n * 2) VIRTUAL, UNIQUE (tick, plain)) /* a; b */ ;
CREATE TABLE pair (a INT NOT NULL, b TEXT, note TEXT DEFAULT (lower('X')), PRIMARY KEY (b, a), FOREIGN KEY (a) REFERENCES "my table" (id)) WITHOUT ROWID; -- the end; of it
CREATE TRIGGER t AFTER INSERT ON pair BEGIN UPDATE pair SET note = CASE WHEN 1 THEN ';' END; SELECT 1; END;
CREATE VIEW v AS SELECT 1 AS event, 2 AS "function";
INSERT INTO pair VALUES (1, 'x''y;', NULL);
ALTER TABLE pair ADD COLUMN later DATE NOT NULL DEFAULT '2020-01-01';
CREATE TABLE last (x);
COMMIT;`;

  it('of a dump', async () => {
    expect(columnsOf(await read(script))).toEqual(sqliteColumns(script));
  });

  const schemas = realSchemas.filter(({ database }) => database === 'sqlite');
  if (schemas.length === 0) it.skip('of schemas of other programs (none is installed)', () => undefined);
  it.each(schemas)('of the schema of $system', async (schema) => {
    const text = scriptOf(schema);
    const truth = sqliteColumns(text);
    expect(truth.length).toBeGreaterThan(50);
    // SQLite writes the usual types in capitals, whatever the script does.
    const capital = (columns: readonly JudgedColumn[]) => without(columns).map((column) => ({ ...column, type: column.type.toUpperCase() }));
    expect(capital(columnsOf(await read(text)))).toEqual(capital(truth));
  });
});
