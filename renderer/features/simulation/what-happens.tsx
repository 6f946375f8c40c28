import { Button, Collapse, Group, Select, UnstyledButton } from '@mantine/core';
import { IconBolt, IconChevronDown, IconPlayerSkipForward } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type DraftValue, parseTypedValues } from '../../../shared/executor/event-draft';
import { journeyNeeds } from '../../../shared/journey/journey-needs';
import type { Speaker } from '../../../shared/journey/node-label';
import { madeUpProperties } from '../../../shared/simulation/made-up';
import type { WalkState } from '../../../shared/simulation/walk';
import { toIso } from '../../../shared/time/moment';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';
import { ValueInput } from '../../ui/value-input';
import { useWords } from '../../ui/words';
import { leaps, type Walking } from './use-walk';
import classes from './walk.module.css';

type Props = { walking: Walking; state: WalkState; speaker: Speaker; moment: (at: number) => string };

/** The choice of what comes next: something she does, or time that passes. */
export function WhatHappens({ walking, state, speaker, moment }: Props) {
  const { t, text } = useWords();
  const catalogue = useCatalogue();
  const all = useEngagement((e) => e.journeys);
  const journeys = useMemo(() => all.filter(({ id }) => walking.journeys.includes(id)), [all, walking.journeys]);
  const heard = useMemo(() => new Set(journeys.flatMap((journey) => journeyNeeds(journey, speaker.context).events)), [journeys, speaker.context]);
  const starting = new Set(
    journeys.flatMap(({ nodes }) => nodes.flatMap((n) => (n.kind === 'trigger' && n.trigger.kind === 'event' ? [n.trigger.event] : []))),
  );
  const events = (catalogue?.events.events ?? []).filter(({ id }) => heard.has(id));
  const byHand = journeys.filter(({ nodes }) => nodes.some((n) => n.kind === 'trigger' && (n.trigger.kind === 'manual' || n.trigger.kind === 'api')));
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<Readonly<Record<string, DraftValue>>>({});
  const [shows, setShows] = useState(false);

  const event = events.find(({ id }) => id === chosen) ?? events.find(({ id }) => starting.has(id)) ?? events[0];
  const made = useMemo(() => (event ? madeUpProperties(event.id, event.properties, journeys, toIso(state.now)) : {}), [event, journeys, state.now]);
  const values: Record<string, DraftValue> = { ...(made as Record<string, DraftValue>), ...typed };
  const read = event && parseTypedValues(values, event.properties);
  // A restock is about nobody: journeys with an audience of their own are meant by it.
  const isNobodys = journeys.some(({ nodes }) =>
    nodes.some((n) => n.kind === 'trigger' && n.audience && n.trigger.kind === 'event' && n.trigger.event === event?.id),
  );

  return (
    <section className={classes.part} aria-label={t('walk.what-next')}>
      <h2>{t('walk.what-next')}</h2>
      {event && (
        <>
          <Select
            label={t('executor.event')}
            value={event.id}
            onChange={(id) => {
              setChosen(id);
              setTyped({});
            }}
            data={events.map((one) => ({ value: one.id, label: `${text(one.label)}${starting.has(one.id) ? ` · ${t('executor.starts-a-journey')}` : ''}` }))}
            allowDeselect={false}
            searchable
          />
          {event.properties.length > 0 && (
            <>
              <UnstyledButton className={classes.more} onClick={() => setShows(!shows)} aria-expanded={shows}>
                <IconChevronDown size={14} data-open={shows} aria-hidden />
                {t('walk.properties', { count: event.properties.length })}
              </UnstyledButton>
              <Collapse expanded={shows}>
                <div className={classes.fields}>
                  {event.properties.map((property) => (
                    <ValueInput
                      key={`${event.id}${property.id}`}
                      label={text(property.label)}
                      type={property.type}
                      value={values[property.id]}
                      onChange={(value) => setTyped({ ...typed, [property.id]: value })}
                      error={read?.ok === false && read.problems.some((p) => p.path[0] === property.id) ? t('executor.not-of-type') : undefined}
                    />
                  ))}
                </div>
              </Collapse>
            </>
          )}
          <Button
            leftSection={<IconBolt size={16} />}
            disabled={!read?.ok || walking.isFull}
            onClick={() => read?.ok && walking.take({ kind: 'event', event: event.id, properties: read.value, ...(isNobodys ? { isNobodys: true } : {}) })}
          >
            {t('walk.happens')}
          </Button>
        </>
      )}
      {byHand.map((journey) => (
        <Button key={journey.id} variant="default" disabled={walking.isFull} onClick={() => walking.take({ kind: 'start', journey: journey.id })}>
          {t('walk.start', { name: text(journey.name) })}
        </Button>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlayerSkipForward size={16} />}
        disabled={state.nextAt === undefined || walking.isFull}
        onClick={() => walking.take({ kind: 'next' })}
      >
        {state.nextAt === undefined ? t('walk.nothing-due') : t('walk.next', { time: moment(state.nextAt) })}
      </Button>
      <Group gap={6} grow>
        {leaps.map(({ key, ms }) => (
          <Button key={key} variant="default" size="xs" disabled={walking.isFull} onClick={() => walking.take({ kind: 'until', at: state.now + ms })}>
            {t(`walk.leap.${key}`)}
          </Button>
        ))}
      </Group>
    </section>
  );
}
