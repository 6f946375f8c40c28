import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { swings, usualSwing } from '../../../shared/business-case/total-case';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { useFigureName } from './input-name';
import { Sum } from './sum';
import { useAmounts } from './use-amounts';
import type { Case } from './use-case';

/** Rows shown before "more". */
const FIRST = 8;

/** Which number matters most: three years with one figure alone at its low and at its high end. */
export function SwingBars({ of: { model, range } }: { of: Case }) {
  const { t } = useWords();
  const amounts = useAmounts();
  const nameOf = useFigureName();
  const [all, setAll] = useState(false);
  const found = useMemo(() => swings(model), [model]);
  if (found.length === 0) return null;
  const { net } = range.expected.total;
  const ends = found.flatMap(({ low, high }) => [low, high, net]);
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const place = (value: number) => ((value - from) / Math.max(to - from, Number.EPSILON)) * 100;
  return (
    <section className={classes.card}>
      <h2>{t('case.swings.title')}</h2>
      <p className={classes.quiet}>{t('case.swings.hint', { share: amounts.share(usualSwing) })}</p>
      <ol className={classes.swings}>
        {found.slice(0, all ? undefined : FIRST).map((swing) => {
          const { id, figure, low, high } = swing;
          const [left, right] = low < high ? [low, high] : [high, low];
          const words = t('case.swings.row', {
            from: amounts.of(figure.measure, swing.from),
            to: amounts.of(figure.measure, swing.to),
            low: amounts.money(low),
            high: amounts.money(high),
          });
          return (
            <li key={id} title={words}>
              <span>{nameOf(id)}</span>
              <span className={classes.swingBar} role="img" aria-label={words}>
                <span className={classes.zero} style={{ insetInlineStart: `${place(net)}%` }} />
                <span
                  className={classes.swing}
                  data-ranged={figure.isRanged}
                  style={{ insetInlineStart: `${place(left)}%`, inlineSize: `${place(right) - place(left)}%` }}
                />
              </span>
              <span className={classes.swingEnds}>
                <Sum>
                  {amounts.of(figure.measure, swing.from)} – {amounts.of(figure.measure, swing.to)}
                </Sum>
              </span>
            </li>
          );
        })}
      </ol>
      {!all && found.length > FIRST && (
        <UnstyledButton className={classes.more} onClick={() => setAll(true)}>
          {t('case.swings.more', { count: found.length - FIRST })}
        </UnstyledButton>
      )}
    </section>
  );
}
