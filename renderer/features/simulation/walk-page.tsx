import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconRefresh, IconRoute, IconWalk } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { nodeName } from '../../../shared/executor/reason-words';
import { readableTrace } from '../../../shared/executor/why-not';
import { problemText } from '../../../shared/i18n/translator';
import { runtimeAttributes } from '../../../shared/journey/deployment-attributes';
import type { Speaker } from '../../../shared/journey/node-label';
import type { WalkMessage, WalkState } from '../../../shared/simulation/walk';
import { isValidZone } from '../../../shared/time/duration';
import { useEngagement } from '../../store/session';
import { ChannelIcon } from '../../ui/channel-icon';
import { EmptyState } from '../../ui/empty-state';
import { UserText } from '../../ui/isolate';
import { Panel } from '../../ui/panel';
import { Quiet } from '../../ui/quiet';
import { Answer } from '../../ui/trace/answer';
import { Timeline } from '../../ui/trace/timeline';
import { useSpeaker } from '../../ui/use-speaker';
import { useWords } from '../../ui/words';
import { SimulationViews } from './simulation-views';
import { useWalk, type Walking } from './use-walk';
import classes from './walk.module.css';
import { WhatHappens } from './what-happens';
import { WhichJourneys } from './which-journeys';
import { WhoSheIs } from './who-she-is';

/** One made-up customer is walked through the journeys: what happens is chosen, the reasons are told. */
export function WalkPage() {
  const { t } = useWords();
  const speaker = useSpeaker();
  const { journeyId } = useParams();
  const isEmpty = useEngagement((e) => e.journeys.length === 0);
  if (isEmpty)
    return (
      <Panel title={t('walk.title')}>
        <EmptyState icon={<IconRoute size={34} />} title={t('journeys.empty')} text={t('journeys.empty-text')} />
      </Panel>
    );
  return speaker ? <Walk key={journeyId} speaker={speaker} only={journeyId} /> : null;
}

function Walk({ speaker, only }: { speaker: Speaker; only: string | undefined }) {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const walking = useWalk(speaker.context, only);
  const state = walking.state.ok ? walking.state.value : undefined;
  const zone = zoneOf(state, engagement.client.timeZone);
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone });
  const moment = (at: number) => format.format(new Date(at));

  return (
    <Panel
      title={t('walk.title')}
      facts={state && t('walk.now', { time: moment(state.now) })}
      views={<SimulationViews view="walk" />}
      actions={
        <>
          <Button variant="default" leftSection={<IconArrowBackUp size={16} />} disabled={walking.steps.length === 0} onClick={walking.takeBack}>
            {t('walk.take-back')}
          </Button>
          <Button variant="default" leftSection={<IconRefresh size={16} />} disabled={walking.steps.length === 0} onClick={walking.again}>
            {t('walk.again')}
          </Button>
        </>
      }
      inspectorWidth={348}
      inspector={
        <div className={classes.side}>
          <WhichJourneys value={walking.chosen} onChange={walking.choose} />
          {state && <WhatHappens walking={walking} state={state} speaker={speaker} moment={moment} />}
          <WhoSheIs walking={walking} state={state} />
        </div>
      }
    >
      <div className={classes.walk}>
        {!walking.state.ok && (
          <ul className={classes.problems} role="alert">
            {walking.state.problems.slice(0, 5).map((problem) => (
              <li key={`${problem.code} ${problem.path.join(' ')}`}>{problemText(problem, t)}</li>
            ))}
          </ul>
        )}
        {state && walking.steps.length === 0 && state.trace.length === 0 ? (
          <EmptyState icon={<IconWalk size={34} />} title={t('walk.empty')} text={t('walk.empty-text')} />
        ) : (
          state && <Told walking={walking} state={state} speaker={speaker} zone={zone} />
        )}
      </div>
    </Panel>
  );
}

function Told({ walking, state, speaker, zone }: { walking: Walking; state: WalkState; speaker: Speaker; zone: string }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const journeys = useEngagement((e) => e.journeys);
  const journeyName = (id: string) => text(journeys.find((one) => one.id === id)?.name) || id;
  return (
    <>
      <Answer trace={state.trace} speaker={speaker} zone={zone} journeyName={journeyName} />
      {state.standing.length > 0 && (
        <p className={classes.standing}>
          {t('walk.stands-at')}{' '}
          {state.standing.map(({ journeyId, node }, n) => (
            <span key={`${journeyId} ${node}`}>
              {n > 0 && ' · '}
              <Link to={`/e/${engagementId}/journeys/${journeyId}/${node}`}>
                {nodeName(
                  node,
                  journeys.find((one) => one.id === journeyId),
                  speaker,
                )}
              </Link>
            </span>
          ))}
        </p>
      )}
      <div className={classes.columns}>
        <section aria-label={t('executor.trace')}>
          <Timeline trace={readableTrace(state.trace)} speaker={speaker} zone={zone} journeyName={walking.journeys.length > 1 ? journeyName : undefined} />
        </section>
        <section aria-label={t('walk.messages')} className={classes.messages}>
          <h2>{t('walk.messages-count', { count: state.messages.length })}</h2>
          {state.messages.length === 0 && <Quiet>{t('walk.no-messages')}</Quiet>}
          {state.messages.map((message) => (
            <Message key={message.key} message={message} />
          ))}
        </section>
      </div>
    </>
  );
}

function Message({ message }: { message: WalkMessage }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <article className={classes.message} lang={message.language}>
      <UnstyledButton className={classes.subject} onClick={() => setOpened(!opened)} aria-expanded={opened}>
        <ChannelIcon channel={message.channel} />
        <UserText>{message.subject || message.body.slice(0, 80) || t(`channel.${message.channel}`)}</UserText>
      </UnstyledButton>
      <Collapse expanded={opened}>
        {message.preheader && (
          <p className={classes.preheader} dir="auto">
            {message.preheader}
          </p>
        )}
        <p className={classes.body} dir="auto">
          {message.body}
        </p>
      </Collapse>
    </article>
  );
}

/** Her own zone when it is known, else the client's. */
function zoneOf(state: WalkState | undefined, fallback: string): string {
  const zone = state?.attributes[runtimeAttributes.timeZone];
  return typeof zone === 'string' && isValidZone(zone) ? zone : fallback;
}
