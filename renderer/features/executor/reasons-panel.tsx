import { Skeleton } from '@mantine/core';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';
import type { ReasonCounts } from './reasons';

/** Whose fault it is not: each reason keeps its colour wherever it is drawn. */
const tones: Record<string, string> = {
  'no-consent': 'gray',
  'cap-reached': 'saffron',
  'suppressed-by-rule': 'plum',
  'no-address': 'pomegranate',
  'message-missing': 'pomegranate',
  'quiet-times': 'lapis',
  'held-too-long': 'lapis',
};

/** Why messages were not sent, and why customers were not let in: the most frequent first. */
export function ReasonsPanel({ reasons }: { reasons: ReasonCounts | undefined }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const sum = (rows: ReasonCounts['notSent']) => rows.reduce((total, [, count]) => total + count, 0);
  const list = (rows: ReasonCounts['notSent']) => {
    const most = Math.max(1, ...rows.map(([, count]) => count));
    return (
      <ul className={classes.reasons}>
        {rows.map(([code, count]) => {
          const words = t(`reason-short.${code}`);
          return (
            <li key={code}>
              <span className={classes.reasonName}>{words === `reason-short.${code}` ? <Code>{code}</Code> : words}</span>
              <span className={classes.track}>
                <span data-tone={tones[code] ?? 'teal'} style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <strong>{number.format(count)}</strong>
            </li>
          );
        })}
      </ul>
    );
  };
  return (
    <section id="reasons" className={classes.card} aria-labelledby="reasons-title">
      <header className={classes.cardHead}>
        <h2 id="reasons-title">{t('executor.why-not-sent')}</h2>
        <span className={classes.space} />
        <span className={classes.quiet}>{reasons && number.format(sum(reasons.notSent))}</span>
      </header>
      {!reasons && <Skeleton height={14} m={20} width="60%" />}
      {reasons?.notSent.length === 0 && <p className={classes.none}>{t('executor.all-sent')}</p>}
      {reasons && reasons.notSent.length > 0 && list(reasons.notSent)}
      {reasons && reasons.notEntered.length > 0 && (
        <>
          <h3 className={classes.subHead}>
            {t('executor.why-not-entered')} <span className={classes.quiet}>{number.format(sum(reasons.notEntered))}</span>
          </h3>
          {list(reasons.notEntered)}
        </>
      )}
    </section>
  );
}
