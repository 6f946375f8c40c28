import { numberFormat } from '../../../../shared/i18n/number-format';
import type { IdentityReport } from '../../../../shared/identity/report';
import { useWords } from '../../../ui/words';
import { Card } from './card';
import classes from './results.module.css';
import { sizeBands } from './size-bands';

/** How many people have one record, two, three …: bars on the logarithm, so that a single suspicious person is still seen. */
export function Sizes({ sizes }: { sizes: IdentityReport['sizes'] }) {
  const { t, locale } = useWords();
  const number = numberFormat(locale);
  const bands = sizeBands(sizes);
  const most = Math.max(1, ...bands.map(({ people }) => people));
  return (
    <Card title={t('identity.sizes')} says={t('identity.sizes-says')}>
      <ul className={classes.sizes}>
        {bands.map(({ from, to, people }) => (
          <li key={from}>
            <strong>{number.format(people)}</strong>
            <span
              className={classes.column}
              style={{ blockSize: `${people === 0 ? 0 : Math.max(3, (Math.log1p(people) / Math.log1p(most)) * 84)}px` }}
              aria-hidden
            />
            <bdi dir="ltr" className={classes.bandName}>
              {from === to ? number.format(from) : `${number.format(from)}–${number.format(to)}`}
            </bdi>
          </li>
        ))}
      </ul>
    </Card>
  );
}
