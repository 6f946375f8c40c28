import { numberFormat } from '../../../../shared/i18n/number-format';
import type { SegmentReport } from '../../../../shared/segments/size-report';
import { useWords } from '../../../ui/words';
import classes from './compare.module.css';

type Props = { segments: readonly string[]; regions: SegmentReport['regions']; nameOf: (segment: string) => string };

/** The Venn diagram in words: how many are in exactly these segments and in no other that is compared. */
export function RegionTable({ segments, regions, nameOf }: Props) {
  const { t, locale } = useWords();
  const list = new Intl.ListFormat(locale);
  const words = (inside: readonly string[]) => {
    // The list is made of the bare names: Hebrew joins "and" to a Hebrew word and sets it apart from any other.
    const names = list
      .formatToParts(inside.map(nameOf))
      .map(({ type, value }) => (type === 'element' ? `\u2068${value}\u2069` : value))
      .join('');
    return inside.length === segments.length && segments.length > 1 ? t('segments.compare.in-all', { names }) : t('segments.compare.only', { names });
  };
  const shown = regions.filter(({ people }) => people > 0).toSorted((a, b) => b.people - a.people);
  const empty = regions.length - shown.length;
  return (
    <div>
      <table className={classes.regions}>
        <caption>{t('segments.compare.regions')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('segments.compare.who')}</th>
            <th scope="col">{t('segments.compare.people')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((region) => (
            <tr key={region.segments.join(' ')}>
              <th scope="row">{words(region.segments)}</th>
              <td>{numberFormat(locale).format(region.people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {empty > 0 && <p className={classes.quiet}>{t('segments.compare.empty', { count: empty })}</p>}
    </div>
  );
}
