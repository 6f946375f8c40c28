/** Who is in a watched segment, as a table for a file. */
import { numberFormat } from '../i18n/number-format';
import { localeOf, type Translate } from '../i18n/translator';
import type { CellValue, SheetColumn, Workbook } from '../report';
import type { Language } from '../text';
import type { AudienceMember } from './audiences';

export const audienceFileFormats = ['xlsx', 'csv'] as const;
export type AudienceFileFormat = (typeof audienceFileFormats)[number];

type Asked = { title: string; names: boolean; language: Language; createdAt: string };

/** One row for each member. `names`: with what is known of her by the members, one column for each identifier that somebody has. */
export function audienceWorkbook(members: readonly AudienceMember[], { title, names, language, createdAt }: Asked, t: Translate): Workbook {
  const identifiers = names ? [...new Set(members.flatMap((one) => Object.keys(one.identifiers ?? {})))].sort() : [];
  const columns: SheetColumn[] = [
    { key: 'customer', title: t('audiences.column.customer'), width: 14, kind: 'code' },
    ...(names ? [{ key: 'label', title: t('audiences.column.name'), width: 34, kind: 'text' as const }] : []),
    ...identifiers.map((id): SheetColumn => ({ key: `by ${id}`, title: id, width: 30, kind: 'code' })),
    { key: 'since', title: t('audiences.column.since'), width: 24, kind: 'code' },
  ];
  const rows = members.map(({ customer, since, label, identifiers: known }): Record<string, CellValue> => {
    const row: Record<string, CellValue> = { customer, since };
    if (names) row.label = label ?? '';
    for (const id of identifiers) row[`by ${id}`] = known?.[id]?.join('; ') ?? null;
    return row;
  });
  const people = numberFormat(localeOf[language]).format(members.length);
  return {
    title,
    language,
    createdAt,
    sheets: [
      {
        name: t('audiences.members'),
        columns,
        rows,
        intro: [title, t('audiences.file-intro', { people, time: createdAt }), ...(names ? [t('audiences.file-personal')] : [])],
      },
    ],
  };
}
