import { describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/problem';
import type { ObjectDraft } from '../../shared/sources/draft';
import { limits as usual } from '../limits';
import { readSql } from './read-sql';

async function read(text: string, limits = usual): Promise<{ objects: ObjectDraft[]; problems: Problem[] }> {
  const result = await readSql('shop.sql', new TextEncoder().encode(text), { limits });
  return { objects: result.ok ? (result.value[0]?.objects ?? []) : [], problems: result.problems };
}

/** `table: column type!*` – `!` required, `*` key – and `→` its links, as one text per table. */
async function shape(text: string): Promise<string[]> {
  const { objects } = await read(text);
  return objects.map(({ name, fields, links = [] }) => {
    const columns = fields.map((field) => `${field.nativeName} ${field.nativeType}${field.required ? '!' : ''}${field.key ? '*' : ''}`);
    const arrows = links.map((link) => `${link.fields.join('+')}→${link.object}${link.toFields ? `.${link.toFields.join('+')}` : ''}`);
    return `${name}: ${[...columns, ...arrows].join(', ')}`;
  });
}

const codes = (problems: readonly Problem[]) => problems.map(({ code, params: { line } }) => (line === undefined ? code : `${code} ${line}`));

describe('MySQL and MariaDB', () => {
  const dump = `-- MySQL dump 10.13
/*M!999999\\- enable the sandbox mode */
/*!40101 SET NAMES utf8mb4 */;
# an old comment; with a semicolon
DROP TABLE IF EXISTS \`customer\`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE \`customer\` (
  \`id\` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'number of the card; never reused',
  \`e-mail\` varchar(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  \`level\` enum('gold','it''s "silver"','a,b') DEFAULT 'gold',
  \`tags\` set('vip','press') DEFAULT NULL,
  \`is_member\` tinyint(1) NOT NULL DEFAULT 1,
  \`balance\` decimal(10, 2) unsigned zerofill DEFAULT (0.00),
  \`note\` text DEFAULT 'x) NOT NULL, (' COMMENT 'it''s \\'free\\'',
  \`full\` varchar(10) GENERATED ALWAYS AS (concat(\`id\`,'(',\`level\`)) VIRTUAL,
  \`changed\` timestamp(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6),
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`mail\` (\`e-mail\`(20)),
  KEY \`k\` (\`level\`,\`is_member\`) USING BTREE COMMENT 'no column',
  FULLTEXT KEY \`ft\` (\`note\`),
  CONSTRAINT \`positive\` CHECK (\`balance\` >= 0)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COMMENT='people; who bought'
/*!50100 PARTITION BY HASH (\`id\`) PARTITIONS 4 */;
CREATE TABLE orders (id int, customer bigint unsigned not null, key varchar(20), \`key\` int,
  primary key (id), key by_customer (customer), CONSTRAINT fk FOREIGN KEY by_c (customer) REFERENCES customer (id) ON DELETE SET NULL);
/*!50001 CREATE TABLE \`report\` (\`a\` tinyint NOT NULL) ENGINE=MyISAM */;
/*!50001 DROP TABLE IF EXISTS \`report\`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER */
/*!50001 VIEW \`report\` AS select 1 AS \`a\` */;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 TRIGGER t BEFORE INSERT ON orders FOR EACH ROW
BEGIN
CREATE TABLE inside (x int);
END */;;
DELIMITER ;
CREATE TEMPORARY TABLE scratch (x int);
CREATE TABLE copy_of LIKE orders;`;

  it('reads a dump', async () => {
    expect(await shape(dump)).toEqual([
      `customer: id bigint(20) unsigned!*, e-mail varchar(190)!, level enum('gold','it''s "silver"','a,b'), tags set('vip','press'), is_member tinyint(1)!, balance decimal(10,2) unsigned zerofill, note text, full varchar(10), changed timestamp(6)!`,
      'orders: id int!*, customer bigint unsigned!, key varchar(20), customer→customer.id',
      'copy_of: id int!*, customer bigint unsigned!, key varchar(20)',
    ]);
  });

  it('knows the types, the comments and what is personal', async () => {
    const { objects, problems } = await read(dump);
    expect(problems).toEqual([]);
    const [customer] = objects;
    expect(customer).toMatchObject({ types: 'stated', note: 'people; who bought' });
    expect(customer?.fields.map(({ type }) => type)).toEqual(['integer', 'string', 'enum', 'string[]', 'boolean', 'decimal', 'string', 'string', 'datetime']);
    expect(customer?.fields.map(({ note }) => note)).toEqual(['number of the card; never reused', ...Array(5), "it's 'free'", ...Array(2)]);
    expect(customer?.fields[1]).toMatchObject({ pii: 'high', typeReason: { code: 'native-type', params: { nativeType: 'varchar(190)' } } });
  });

  it('follows what is altered afterwards', async () => {
    expect(
      await shape(`CREATE TABLE \`t\` (\`a\` int(11) NOT NULL, \`b\` text, c int, gone int) ENGINE=InnoDB;
ALTER TABLE \`t\` ADD PRIMARY KEY (\`a\`), ADD KEY \`x\` (\`b\`(10)), ADD COLUMN IF NOT EXISTS d date NOT NULL AFTER b, ADD e json, ADD (f int, g int not null);
ALTER TABLE \`t\` MODIFY \`a\` bigint(20) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=12, DROP COLUMN gone, CHANGE c renamed varchar(3) NOT NULL;`),
    ).toEqual(['t: a bigint(20)!*, b text, renamed varchar(3)!, d date!, e json, f int, g int!']);
  });

  it('keeps databases of one dump apart', async () => {
    expect(await shape('-- MySQL dump\nUSE `shop`;\nCREATE TABLE `t` (a int);\nUSE `crm`;\nCREATE TABLE `t` (b int);')).toEqual([
      'shop.t: a int',
      'crm.t: b int',
    ]);
  });
});

describe('PostgreSQL', () => {
  it('reads a dump', async () => {
    const { objects, problems } = await read(`-- PostgreSQL database dump
\\restrict abc';
SET search_path = public, pg_catalog;
CREATE TYPE public.mood AS ENUM (
    'happy',
    'it''s fine'
);
CREATE DOMAIN public.positive AS numeric(10,2) NOT NULL CONSTRAINT c CHECK ((VALUE > (0)::numeric));
CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS $_$
BEGIN
CREATE TABLE inside (x int);
END;
$_$;
CREATE TABLE public.person (
    id integer NOT NULL,
    mood public.mood DEFAULT 'happy'::public.mood,
    worth public.positive,
    path text DEFAULT 'C:\\' NOT NULL,
    seen timestamp(0) without time zone DEFAULT (now() + '1 day'::interval),
    "Tags" character varying(20)[] DEFAULT ARRAY['a'::character varying, 'b'::character varying],
    status character varying(9) DEFAULT 'new'::character varying NOT NULL,
    span interval day to second(3),
    num bigint GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT status_check CHECK (((status)::text = ANY ((ARRAY['new'::character varying, 'old'::character varying])::text[])))
)
PARTITION BY RANGE (seen);
COMMENT ON TABLE public.person IS 'People';
COMMENT ON COLUMN public.person.mood IS E'how\\nthey feel';
CREATE TABLE public.person_2020 PARTITION OF public.person FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE public.person_2021 (id integer NOT NULL);
ALTER TABLE ONLY public.person ATTACH PARTITION public.person_2021 FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE UNLOGGED TABLE public.visit (id serial, person integer REFERENCES public.person, LIKE public.other INCLUDING ALL);
CREATE TABLE public.child (extra jsonb) INHERITS (public.person);
CREATE VIEW public.v AS SELECT 1;
ALTER TABLE ONLY public.person ADD CONSTRAINT person_pkey PRIMARY KEY (id, seen);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT fk FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE public.visit ALTER COLUMN id SET DEFAULT nextval('public.visit_id_seq'::regclass), ALTER person SET NOT NULL, ALTER COLUMN person TYPE bigint;`);
    const [person, visit, child] = objects;
    expect(objects.map(({ name }) => name)).toEqual(['person', 'visit', 'child']);
    expect(codes(problems)).toEqual(['sql-parent-missing 32']);
    expect(person?.fields.map((field) => [field.nativeName, field.nativeType, field.type, field.required, field.note])).toEqual([
      ['id', 'integer', 'integer', true, undefined],
      ['mood', 'public.mood', 'enum', false, "how\nthey feel\nhappy | it's fine"],
      ['worth', 'public.positive', 'decimal', true, undefined],
      ['path', 'text', 'string', true, undefined],
      ['seen', 'timestamp(0) without time zone', 'datetime', true, undefined],
      ['Tags', 'character varying(20)[]', 'string[]', false, undefined],
      ['status', 'character varying(9)', 'string', true, 'new | old'],
      ['span', 'interval day to second(3)', 'string', false, undefined],
      ['num', 'bigint', 'integer', true, undefined],
    ]);
    expect(person?.fields[2]?.typeReason).toEqual({ code: 'native-type', params: { nativeType: 'numeric(10,2)' } });
    expect(person?.note).toBe('People');
    expect(visit?.fields.map(({ nativeType, required }) => [nativeType, required])).toEqual([
      ['serial', true],
      ['bigint', true],
    ]);
    expect(visit?.links).toContainEqual({ fields: ['person'], object: 'person', toFields: ['id'] });
    expect(child?.fields).toHaveLength(10);
  });

  it('names the schema only when there are several', async () => {
    expect(await shape('CREATE TABLE a.t (x int4); CREATE TABLE b.t (y float8 REFERENCES a.t(x));')).toEqual(['a.t: x int4', 'b.t: y float8, y→a.t.x']);
  });
});

describe('SQL Server', () => {
  it('reads a script', async () => {
    const script = `USE [Shop]
GO
/****** Object: Table [dbo].[Customer] /* nested */ ******/
SET ANSI_NULLS ON
GO
IF NOT EXISTS (SELECT * FROM sys.objects WHERE name = N'Customer')
BEGIN
CREATE TABLE [dbo].[Customer](
	[Id] [int] IDENTITY(1,1) NOT NULL,
	[First Name] [nvarchar] (50) COLLATE Hebrew_CI_AS NULL,
	[2nd] [decimal](18, 2) NOT NULL CONSTRAINT [DF_x] DEFAULT ((0)),
	[Flag] [bit] NOT NULL,
	[Row] [timestamp] NOT NULL,
	[Phone] [dbo].[PhoneNumber] NULL,
	[Total]  AS ([2nd]*(2)) PERSISTED,
	[Status] [varchar](max) NULL CHECK ([Status]='new' OR [Status]='old'),
 CONSTRAINT [PK_Customer] PRIMARY KEY CLUSTERED
(
	[Id] ASC
)WITH (PAD_INDEX = OFF) ON [PRIMARY],
 INDEX [ix] ([Flag])
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
END
GO
CREATE TABLE #scratch (x int)
CREATE TABLE Orders (Id uniqueidentifier PRIMARY KEY DEFAULT newid(), CustomerId int NOT NULL FOREIGN KEY REFERENCES dbo.Customer(Id))
ALTER TABLE [dbo].[Orders] WITH CHECK ADD [Extra] date NULL, [More] money NOT NULL
ALTER TABLE [dbo].[Customer] ADD CONSTRAINT [d] DEFAULT (getdate()) FOR [Flag]
GO
CREATE PROCEDURE p AS
BEGIN
  INSERT INTO Orders VALUES (1)
  IF 1=1 BEGIN SELECT 1; END;
  CREATE TABLE inside (x int)
END
GO
CREATE TYPE [dbo].[PhoneNumber] FROM [varchar](20) NOT NULL
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'how we call it''s owner' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Customer', @level2type=N'COLUMN',@level2name=N'First Name'
EXEC sp_addextendedproperty N'MS_Description', N'Buyers', N'SCHEMA', N'dbo', N'TABLE', N'Customer', NULL, NULL
GO`;
    expect(await shape(script)).toEqual([
      'dbo.Customer: Id int!*, First Name nvarchar(50), 2nd decimal(18,2)!, Flag bit!, Row timestamp!, Phone dbo.PhoneNumber!, Total , Status varchar(max)',
      'Orders: Id uniqueidentifier!*, CustomerId int!, Extra date, More money!, CustomerId→dbo.Customer.Id',
    ]);
    const { objects, problems } = await read(script);
    expect(objects[0]?.note).toBe('Buyers');
    expect(objects[0]?.fields.map(({ type, note }) => (note ? `${type}: ${note}` : type))).toEqual([
      'integer',
      "string: how we call it's owner",
      'decimal',
      'boolean',
      'string',
      'string',
      'string',
      'string: new | old',
    ]);
    expect(codes(problems)).toEqual(['type-missing 15']);
  });

  it('reads UTF-16, as Management Studio saves it', async () => {
    const bytes = new Uint8Array(Buffer.from('\ufeffCREATE TABLE [dbo].[לקוח]([שם] [nvarchar](50) NULL)\r\nGO\r\n', 'utf16le'));
    const result = await readSql('a.sql', bytes, { limits: usual });
    expect(result.ok && result.value[0]?.objects[0]).toMatchObject({ name: 'לקוח', fields: [{ nativeName: 'שם', nativeType: 'nvarchar(50)' }] });
  });
});

describe('Oracle', () => {
  it('reads a script', async () => {
    expect(
      await shape(`REM made by hand; it's old
SET DEFINE OFF
PROMPT Creating table 'X
CREATE TABLE "APP"."CLIENT"
   (	"ID" NUMBER(10,0) GENERATED BY DEFAULT ON NULL AS IDENTITY MINVALUE 1 NOT NULL ENABLE,
	"NAME" VARCHAR2(50 CHAR) DEFAULT q'[it's]' NOT NULL ENABLE,
	"ACTIVE" NUMBER(1) DEFAULT 1,
	"BORN" DATE,
	"TEXT" LONG,
	"AT" TIMESTAMP (6) WITH LOCAL TIME ZONE,
	 CONSTRAINT "PK" PRIMARY KEY ("ID") USING INDEX PCTFREE 10 ENABLE,
	 SUPPLEMENTAL LOG DATA (ALL) COLUMNS
   ) SEGMENT CREATION IMMEDIATE TABLESPACE "USERS"
/
COMMENT ON COLUMN "APP"."CLIENT"."NAME" IS 'as on the card';
CREATE OR REPLACE PROCEDURE p IS
  v number;
BEGIN
  v := 1;
  IF v = 1 THEN v := CASE WHEN 1=1 THEN 2 END; END IF;
END p;
/
CREATE OR REPLACE PACKAGE BODY k IS
  FUNCTION f RETURN number IS BEGIN RETURN 1; END;
  FUNCTION g RETURN number IS BEGIN RETURN 1; END;
END;
/
CREATE GLOBAL TEMPORARY TABLE scratch (x NUMBER) ON COMMIT DELETE ROWS;
ALTER TABLE APP.CLIENT ADD (EXTRA NUMBER, CONSTRAINT fk FOREIGN KEY (EXTRA) REFERENCES APP.CLIENT);
ALTER TABLE APP.CLIENT MODIFY (BORN NOT NULL);`),
    ).toEqual([
      'CLIENT: ID NUMBER(10,0)!*, NAME VARCHAR2(50 CHAR)!, ACTIVE NUMBER(1), BORN DATE!, TEXT LONG, AT TIMESTAMP(6) WITH LOCAL TIME ZONE, EXTRA NUMBER, EXTRA→CLIENT',
    ]);
  });
});

describe('SQLite', () => {
  it('reads a dump', async () => {
    expect(
      await shape(`PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "a" (id INTEGER PRIMARY KEY AUTOINCREMENT, 'name' TEXT NOT NULL, [odd one] UNSIGNED BIG INT, plain, also PRIMARY, b REFERENCES b(x)) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(title, body);
CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET plain = CASE WHEN 1 THEN 2 ELSE 3 END; DELETE FROM b; END;
CREATE TABLE b (x INT, y DOUBLE PRECISION, PRIMARY KEY(x, y), FOREIGN KEY(x) REFERENCES a);
COMMIT;`),
    ).toEqual(['a: id INTEGER!*, name TEXT!, odd one UNSIGNED BIG INT, plain , also , b , b→b.x', 'b: x INT!*, y DOUBLE PRECISION!*, x→a']);
  });
});

describe('problems', () => {
  it('one exotic statement costs one problem with its line', async () => {
    const { objects, problems } = await read(`CREATE TABLE a (x int);
CREATE TABLE strange EXACTLY LIKE THAT;

CREATE TABLE odd (x int, 'y' int, = 3, 17);
CREATE TABLE q AS SELECT * FROM a;
CREATE TABLE never (x int
CREATE TABLE a (y int);
CREATE TABLE IF NOT EXISTS a (y int);
CREATE TABLE b (x geography_of_a_kind);
THIS IS NOT SQL AT ALL ;
CREATE TABLE c (x int);`);
    expect(objects.map(({ name, fields }) => `${name} ${fields.length}`)).toEqual(['a 1', 'odd 2', 'b 1', 'c 1']);
    expect(codes(problems)).toEqual([
      'sql-statement-not-read 2',
      'sql-column-not-read 4',
      'sql-table-from-query 5',
      'sql-statement-not-read 6',
      'sql-table-twice 7',
      'sql-statement-not-read 10',
      'type-unknown 9',
    ]);
  });

  it('passes # notes in a script for SQLite, which an installer would cut off', async () => {
    const script = `CREATE TABLE a (id INTEGER PRIMARY KEY,
      kind varchar(20) COLLATE NOCASE NOT NULL,   # New -- replaces type
      owner int                                   # Final owner
    );`;
    expect(await shape(script)).toEqual(['a: id INTEGER!*, kind varchar(20)!, owner int']);
  });

  it('a file without tables says so', async () => {
    const result = await readSql('a.sql', new TextEncoder().encode('SELECT 1;'), { limits: usual });
    expect(result).toEqual({ ok: false, problems: [expect.objectContaining({ code: 'sql-no-tables', severity: 'blocks' })] });
  });

  it('a long list of choices is cut in the type and whole in the note', async () => {
    const values = Array.from({ length: 80 }, (_, i) => `choice ${i}`);
    const { objects } = await read(`CREATE TABLE \`t\` (a enum(${values.map((value) => `'${value}'`).join(',')}));`);
    expect(objects[0]?.fields[0]).toMatchObject({ type: 'enum', note: values.join(' | ') });
    expect(objects[0]?.fields[0]?.nativeType).toMatch(/^enum\('choice 0','.{200,290}…\)$/);
  });

  it('an escape that the dialect does not have is seen at the end of the file', async () => {
    const { objects, problems } = await read("CREATE TABLE a (x int);\nINSERT INTO a VALUES ('it\\'s', 1);\nCREATE TABLE b (x nvarchar(3));\nGO\n");
    expect(objects.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(problems).toEqual([]);
  });
});
