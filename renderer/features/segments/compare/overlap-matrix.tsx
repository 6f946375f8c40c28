import type { CSSProperties } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { SegmentReport } from '../../../../shared/segments/size-report';
import { useWords } from '../../../ui/words';
import type { SegmentSizes } from '../sizes/segment-sizes';
import classes from './compare.module.css';

type Props = { segments: readonly string[]; sizes: SegmentSizes; overlap: SegmentReport['overlap']; nameOf: (segment: string) => string };

/** How much of the segment of each row is also in the segment of each column: the darker, the more. */
export function OverlapMatrix({ segments, sizes, overlap, nameOf }: Props) {
  const { t, locale } = useWords();
  const shared = new Map(overlap.flatMap(({ a, b, people }) => [[`${a} ${b}`, people] as const, [`${b} ${a}`, people] as const]));
  const number = numberFormat(locale);
  const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <div className={classes.scroll}>
      <table className={classes.matrix}>
        <caption>{t('segments.compare.matrix')}</caption>
        <thead>
          <tr>
            <td />
            {segments.map((id, i) => (
              <th key={id} scope="col" title={nameOf(id)}>
                <span className={classes.set} data-set={segments.length <= 4 ? i : undefined}>
                  {number.format(i + 1)}
                </span>
                <span className={classes.hidden}>{nameOf(id)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {segments.map((row, i) => {
            const size = sizes.of(row)?.size ?? 0;
            return (
              <tr key={row}>
                <th scope="row">
                  <span className={classes.set} data-set={segments.length <= 4 ? i : undefined} aria-hidden>
                    {number.format(i + 1)}
                  </span>
                  <bdi>{nameOf(row)}</bdi>
                </th>
                {segments.map((column) => {
                  if (row === column)
                    return (
                      <td key={column} className={classes.own}>
                        {number.format(size)}
                      </td>
                    );
                  const both = shared.get(`${row} ${column}`);
                  if (both === undefined) return <td key={column}>–</td>;
                  const share = size === 0 ? 0 : both / size;
                  return (
                    <td
                      key={column}
                      className={classes.heat}
                      style={{ '--share': share } as CSSProperties}
                      title={t('segments.compare.cell', { both, size, row: nameOf(row), column: nameOf(column) })}
                    >
                      {percent.format(share)}
                      <small>{number.format(both)}</small>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
