/** What a file is, by its content first and its name second. */
import { detectDialect } from './csv/detect-dialect';
import { detectEncoding } from './csv/detect-encoding';
import { readCsv, readCsvRows } from './csv/read-csv';
import { headOf } from './csv/utf8-chunks';
import { isForm } from './json/form/parse-form';
import { readForm } from './json/form/read-form';
import { readJson, readJsonRows } from './json/read-json';
import { readYaml } from './json/read-yaml';
import { readOData } from './odata/read-odata';
import type { FileKind, Sample } from './reader';
import { readSql } from './sql/read-sql';
import { looksLikeSql } from './sql/recognise-sql';
import { isEncryptedWorkbook } from './xlsx/open-workbook';
import { readXlsx, readXlsxRows } from './xlsx/read-xlsx';

/** In order: the first that recognises the file reads it. */
export const fileKinds: readonly FileKind[] = [
  {
    id: 'xlsx',
    title: 'Excel (XLSX)',
    recognises: ({ bytes, extension }) =>
      (begins(bytes, 'PK\u0003\u0004') && (/^xls[xm]$/.test(extension) || holds(bytes, 'xl/'))) || isEncryptedWorkbook(bytes),
    read: readXlsx,
    rows: readXlsxRows,
  },
  {
    id: 'zip',
    title: 'ZIP',
    recognises: ({ bytes }) => begins(bytes, 'PK\u0003\u0004') || begins(bytes, '\u001f\u008b') || begins(bytes, "7z\u00bc\u00af'") || begins(bytes, 'Rar!'),
  },
  { id: 'xls', title: 'Excel 97–2003 (XLS)', recognises: ({ bytes }) => begins(bytes, '\u00d0\u00cf\u0011\u00e0') },
  { id: 'pdf', title: 'PDF', recognises: ({ bytes }) => begins(bytes, '%PDF') },
  {
    id: 'picture',
    title: 'PNG / JPEG / GIF',
    recognises: ({ bytes }) => begins(bytes, '\u0089PNG') || begins(bytes, '\u00ff\u00d8\u00ff') || begins(bytes, 'GIF8'),
  },
  { id: 'database', title: 'SQLite', recognises: ({ bytes }) => begins(bytes, 'SQLite format 3') },
  { id: 'masa', title: 'Masa', recognises: ({ head }) => /^\s*\{[^{]{0,200}"format"\s*:\s*"masa-engagement"/.test(head ?? '') },
  {
    id: 'json',
    title: 'JSON',
    // Whether a sample, a schema or an API's description, its reader tells by the whole of it.
    recognises: ({ head, extension }) =>
      (extension === 'json' && /^\s*[[{]/.test(head ?? '')) ||
      // Records of a list, whatever the name says; no header of a table begins like that.
      /^\s*\[\s*\{\s*"[^"\n]{0,300}"\s*:/.test(head ?? '') ||
      (/^\s*[[{]\s*["{[\]}]/.test(head ?? '') && (extension !== 'csv' || /^\s*[[{][\s\S]*[\]}]\s*$/.test(head ?? ''))),
    read: readJson,
    rows: readJsonRows,
  },
  {
    id: 'odata',
    title: 'OData $metadata',
    recognises: ({ head }) => /^\s*</.test(head ?? '') && /<(?:[\w.-]{1,40}:)?(?:Edmx|Schema)\s[^>]{0,2000}(?:edmx|\/edm)\b/i.test(head ?? ''),
    read: readOData,
  },
  { id: 'xml', title: 'XML', recognises: ({ head }) => /^\s*<(\?xml|!DOCTYPE|[a-z][\w:-]*[\s>/])/i.test(head ?? '') },
  {
    id: 'sql',
    title: 'SQL',
    recognises: looksLikeSql,
    read: readSql,
  },
  {
    id: 'yaml',
    title: 'YAML',
    recognises: ({ head, extension }) => /^ya?ml$/.test(extension) || /^(---\s+)?(openapi|swagger|asyncapi):\s*['"]?\d/.test(head ?? ''),
    read: readYaml,
  },
  { id: 'form', title: 'Webhook', recognises: ({ head, extension }) => !/^[ct]sv$/.test(extension) && isForm(head ?? ''), read: readForm },
  {
    id: 'csv',
    title: 'CSV',
    recognises: ({ head, extension }) => head !== undefined && (/^(csv|tsv|tab|txt|)$/.test(extension) || detectDialect(head) !== undefined),
    read: readCsv,
    rows: readCsvRows,
  },
];

/** The kind of the file; undefined when nobody knows it. */
export function recogniseFile(name: string, bytes: Uint8Array): FileKind | undefined {
  const detected = detectEncoding(bytes);
  const sample: Sample = {
    name,
    extension: /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '',
    bytes,
    head: detected && headOf(bytes, detected, 64 * 1024),
  };
  return fileKinds.find((kind) => kind.recognises(sample));
}

function begins(bytes: Uint8Array, signature: string): boolean {
  for (let i = 0; i < signature.length; i++) if (bytes[i] !== signature.charCodeAt(i)) return false;
  return true;
}

function holds(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8_192)).includes(text) || Buffer.from(bytes.subarray(-8_192)).includes(text);
}
