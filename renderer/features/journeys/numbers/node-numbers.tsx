import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Counts, NodeCounts, Who } from '../../../../shared/executor/api';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey, Node } from '../../../../shared/journey/schema';
import { Code } from '../../../ui/isolate';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import classes from './numbers.module.css';
import { WhoList } from './who-list';

type Props = {
  journey: Journey;
  node: Node;
  /** Of the version that is shown. */
  counts: Counts;
  speaker: Speaker;
  asOf: string | undefined;
  showsNames: boolean;
  onShowNames: (shows: boolean) => void;
};
type Asked = { what: Who; reason?: string };

/** What happened at a node, in numbers; each that has people behind it opens them, and why. */
export function NodeNumbers({ journey, node, counts: all, speaker, asOf, showsNames, onShowNames }: Props) {
  const { t, locale } = useWords();
  const number = numberFormat(locale);
  const [asked, setAsked] = useState<Asked>();
  const counts = all.nodes[node.id];
  if (!counts) return null;
  const figures = figuresOf(node, counts);
  const refused: [Who, Record<string, number>][] = [
    ['not-sent', counts.notSent],
    ['not-entered', counts.notEntered],
  ];
  const toggle = (next: Asked) => setAsked(asked?.what === next.what && asked.reason === next.reason ? undefined : next);
  const list = (what: Who, count: number, reason?: string) =>
    asked?.what === what &&
    asked.reason === reason && (
      <WhoList
        key={`${what} ${reason}`}
        journey={journey}
        node={node.id}
        counts={all}
        what={what}
        reason={reason}
        count={count}
        speaker={speaker}
        showsNames={showsNames}
        onShowNames={onShowNames}
      />
    );
  return (
    <section className={classes.numbers} aria-label={t('counts.title')} data-stale={asOf !== undefined}>
      <div className={classes.figures}>
        {figures.map(({ word, count, what }) =>
          what && count > 0 ? (
            <UnstyledButton
              key={word}
              className={classes.figure}
              data-tone={what}
              aria-expanded={asked?.what === what && asked.reason === undefined}
              onClick={() => toggle({ what })}
            >
              <strong>{number.format(count)}</strong>
              {t(`counts.${word}`)}
            </UnstyledButton>
          ) : (
            <div key={word} className={classes.figure}>
              <strong>{number.format(count)}</strong>
              {t(`counts.${word}`)}
            </div>
          ),
        )}
      </div>
      {figures.map(({ word, count, what }) => what && <div key={word}>{list(what, count)}</div>)}
      {refused.map(([what, reasons]) => {
        const rows = Object.entries(reasons).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
        const most = Math.max(1, ...rows.map(([, n]) => n));
        return (
          rows.length > 0 && (
            <div key={what}>
              <h3 className={classes.head}>{t(`counts.why-${what}`)}</h3>
              <ul className={classes.reasons}>
                {rows.map(([code, n]) => {
                  const words = t(`reason-short.${code}`);
                  return (
                    <li key={code}>
                      <UnstyledButton
                        className={classes.reason}
                        aria-expanded={asked?.what === what && asked.reason === code}
                        onClick={() => toggle({ what, reason: code })}
                      >
                        <span className={classes.reasonName}>{words === `reason-short.${code}` ? <Code>{code}</Code> : words}</span>
                        <span className={classes.track}>
                          <span style={{ width: `${(n / most) * 100}%` }} />
                        </span>
                        <strong>{number.format(n)}</strong>
                      </UnstyledButton>
                      {list(what, n, code)}
                    </li>
                  );
                })}
              </ul>
            </div>
          )
        );
      })}
      {asOf !== undefined && <Quiet>{t('counts.as-of', { time: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(asOf)) })}</Quiet>}
    </section>
  );
}

type Figure = { word: string; count: number; what?: Who };

/** The numbers that say something of a node of this kind; that something failed is said only when it did. */
function figuresOf(node: Node, counts: NodeCounts): Figure[] {
  const sum = (reasons: Record<string, number>) => Object.values(reasons).reduce((total, n) => total + n, 0);
  const entered: Figure = { word: 'entered', count: counts.entered };
  const waiting: Figure = { word: 'waiting', count: counts.waiting, what: 'waiting' };
  const failed: Figure[] = counts.failed > 0 ? [{ word: 'failed', count: counts.failed, what: 'failed' }] : [];
  switch (node.kind) {
    case 'send':
      return [entered, waiting, { word: 'sent', count: counts.sent }, { word: 'not-sent', count: sum(counts.notSent), what: 'not-sent' }, ...failed];
    case 'trigger':
      return [entered, { word: 'not-entered', count: sum(counts.notEntered), what: 'not-entered' }, ...failed];
    case 'exit':
    case 'goal':
      return [entered, ...failed];
    default:
      return [entered, waiting, { word: 'passed', count: counts.passed }, ...failed];
  }
}
