import { IconArrowRight } from '@tabler/icons-react';
import { applyTransforms, type Row, valueText } from '../../../shared/record/transform';
import type { Transform } from '../../../shared/record/transform-schema';
import type { CanonicalType, Field, SourceObject } from '../../../shared/sources/schema';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import { maskedAs, shownValue } from './shown-value';
import classes from './transform-preview.module.css';

const LINES = 5;

type Props = { rows: readonly Row[] | undefined; transforms: readonly Transform[]; object: SourceObject; field: Field; as: CanonicalType; bare: boolean };

/** What the steps make of the first different values: before → after, or why nothing comes out. */
export function TransformPreview({ rows, transforms, object, field, as, bare }: Props) {
  const { t } = useWords();
  if (!rows) return <Quiet>{t('record.no-samples')}</Quiet>;
  const names = new Map(object.fields.map(({ id, nativeName }) => [id, nativeName]));
  const seen = new Set<string>();
  const lines = rows.flatMap((row) => {
    const before = Object.hasOwn(row, field.nativeName) ? valueText(row[field.nativeName]) : '';
    if (before === '' || seen.has(before) || seen.size >= LINES) return [];
    seen.add(before);
    return [{ before, after: applyTransforms(before, row, { transforms: [...transforms] }, { nameOf: (id) => names.get(id) }) }];
  });
  if (lines.length === 0) return <Quiet>{t('record.samples-empty')}</Quiet>;
  const made = maskedAs(field, transforms, object.fields);
  return (
    <table className={classes.preview}>
      <thead>
        <tr>
          <th scope="col">{t('record.transform.before')}</th>
          <th scope="col" aria-hidden />
          <th scope="col">{t('record.transform.after')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ before, after }) => (
          <tr key={before}>
            <td>
              <bdi className="mono">{shownValue(before, field, as, bare)}</bdi>
            </td>
            <td aria-hidden className={classes.arrow}>
              <IconArrowRight size={13} />
            </td>
            <td>
              {after.reason ? <em>{t(`transform.reason.${after.reason.code}`)}</em> : <bdi className="mono">{shownValue(after.value, made, as, bare)}</bdi>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
