import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { nodeName } from '../../../shared/executor/reason-words';
import type { Speaker } from '../../../shared/journey/node-label';
import type { SimulatedJourney, SimulationReport } from '../../../shared/simulation/report';
import { useEngagement } from '../../store/session';
import { Code } from '../../ui/isolate';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import { Assumptions } from './assumptions';
import { MessagesPerWeek } from './messages-per-week';
import { Pairs } from './pairs';
import classes from './population.module.css';
import { ReplayedFile } from './replayed-file';
import { Revenue } from './revenue';
import { useNumber } from './use-number';

type Props = { report: SimulationReport; speaker: Speaker };

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0);
const most = (counts: Readonly<Record<string, number>>) => Object.entries(counts).sort(([, a], [, b]) => b - a);

/** What the simulation came to. */
export function Results({ report, speaker }: Props) {
  const { t, text } = useWords();
  const number = useNumber();
  const engagement = useEngagement();
  const nameOf = (id: string) =>
    text(engagement.journeys.find((one) => one.id === id)?.name) || engagement.plannedSends.find((one) => one.id === id)?.name || id;
  const entered = report.journeys.reduce((total, one) => total + one.entered, 0);
  const money = (value: number) => number(value, { style: 'currency', currency: report.cost.currency, maximumFractionDigits: 0 });

  const exact = (value: number) => number(value, { style: 'currency', currency: report.cost.currency, maximumFractionDigits: 4 });

  return (
    <>
      <ul className={classes.figures}>
        <Figure name={t('simulation.runs')} value={number(entered)} />
        <Figure name={t('walk.messages')} value={number(report.messages.total)} />
        <Figure name={t('simulation.not-sent')} value={number(sum(report.notSent))} />
        <Figure name={t('simulation.per-week')} value={number(report.messages.perCustomerWeek.mean, { maximumFractionDigits: 2 })} />
        <Figure name={t('simulation.cost')} value={money(report.cost.total)} />
      </ul>

      <section>
        <h2>{t('simulation.by-journey')}</h2>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('simulation.journey')}</th>
              {(['entered', 'active', 'goal', 'exited', 'sent', 'not-sent'] as const).map((column) => (
                <th key={column} scope="col" className={classes.number}>
                  {t(`simulation.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.journeys.map((journey) => (
              <JourneyRows key={journey.journey} journey={journey} name={nameOf(journey.journey)} speaker={speaker} />
            ))}
          </tbody>
        </table>
        <Quiet>{t('simulation.open-row')}</Quiet>
      </section>

      <div className={classes.columns}>
        {report.header.replayed && <ReplayedFile replayed={report.header.replayed} />}
        <MessagesPerWeek report={report} />
        <Pairs
          title={t('simulation.why-not')}
          rows={most(report.notSent).map(([code, n]) => [t(`reason-short.${code}`), number(n)])}
          empty={t('simulation.all-went')}
        />
        <Pairs
          title={t('simulation.collisions')}
          hint={t('simulation.collisions-hint')}
          rows={report.collisions.slice(0, 12).map(({ a, b, customers }) => [`${nameOf(a)} · ${nameOf(b)}`, number(customers)])}
          empty={t('simulation.no-collisions')}
        />
        <Pairs
          title={t('simulation.at-work')}
          hint={t('simulation.at-work-hint')}
          rows={[
            ...report.caps.map(
              (one) => [text(engagement.caps.find(({ id }) => id === one.cap)?.name) || one.cap, number(one.held + one.notSent)] as [string, string],
            ),
            ...report.calendars.map(
              (one) =>
                [text(engagement.calendars.find(({ id }) => id === one.calendar)?.name) || one.calendar, number(one.held + one.notSent)] as [string, string],
            ),
          ]}
          empty={t('simulation.nothing-held')}
        />
        {report.plannedSends.length > 0 && (
          <Pairs
            title={t('simulation.planned')}
            hint={t('simulation.planned-hint')}
            rows={report.plannedSends.map((one) => [nameOf(one.id), t('simulation.planned-row', { sent: one.sent, capped: one.atCap })])}
            empty=""
          />
        )}
        <Pairs
          title={t('simulation.cost-by-channel')}
          hint={t('simulation.cost-hint')}
          rows={report.cost.channels.map(({ channel, messages, price, cost }) => [
            t(`channel.${channel}`),
            price === undefined || cost === undefined
              ? t('simulation.no-price', { count: messages })
              : t('simulation.cost-row', { cost: money(cost), messages, price: exact(price) }),
          ])}
          empty={t('walk.no-messages')}
        />
      </div>
      <Revenue report={report} />
      <Assumptions report={report} speaker={speaker} />
      <Quiet>
        {t('simulation.hash')} <Code>{report.traceHash}</Code>
      </Quiet>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <li>
      <strong>{value}</strong>
      <span>{name}</span>
    </li>
  );
}

/** A journey, and below it, when it is opened, each of its steps. */
function JourneyRows({ journey, name, speaker }: { journey: SimulatedJourney; name: string; speaker: Speaker }) {
  const number = useNumber();
  const { engagementId } = useParams();
  const drawn = useEngagement((e) => e.journeys.find(({ id }) => id === journey.journey));
  const [opened, setOpened] = useState(false);
  const { goal = 0, ...others } = journey.exited;
  const sent = journey.nodes.reduce((total, node) => total + node.sent, 0);
  const notSent = journey.nodes.reduce((total, node) => total + sum(node.notSent), 0);
  return (
    <>
      <tr>
        <th scope="row">
          <UnstyledButton onClick={() => setOpened(!opened)} aria-expanded={opened} className={classes.opener}>
            {name}
          </UnstyledButton>
        </th>
        {[journey.entered, journey.active, goal, sum(others), sent, notSent].map((n, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
          <td key={i} className={classes.number}>
            {number(n)}
          </td>
        ))}
      </tr>
      {opened &&
        journey.nodes.map((node) => (
          <tr key={node.node} className={classes.step}>
            <th scope="row">
              <Link to={`/e/${engagementId}/journeys/${journey.journey}/${node.node}`}>{nodeName(node.node, drawn, speaker)}</Link>
            </th>
            {[node.entered, node.waiting, undefined, node.exited, node.sent, sum(node.notSent)].map((n, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
              <td key={i} className={classes.number}>
                {n === undefined || (n === 0 && i > 0) ? '' : number(n)}
              </td>
            ))}
          </tr>
        ))}
    </>
  );
}
