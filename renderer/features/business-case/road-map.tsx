import { ActionIcon, Button, Menu, Select, TextInput } from '@mantine/core';
import { IconAlertOctagon, IconArrowDown, IconArrowUp, IconChevronLeft, IconChevronRight, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { withoutMarks } from '../../../shared/direction-marks';
import { addPhase, editPhase, movePhase, removePhase, setPhaseOfJourney } from '../../../shared/engagement/edit-plan';
import type { Phase } from '../../../shared/engagement/schema';
import type { Journey } from '../../../shared/journey/schema';
import { contextOf, problemsOfJourney, useCatalogue } from '../../store/derived';
import { newId } from '../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './road-map.module.css';

/** Phases in order, each with the journeys it brings. What is in none waits below. */
export function RoadMap() {
  const { t, language } = useWords();
  const phases = useEngagement((e) => e.phases);
  const journeys = useEngagement((e) => e.journeys).filter((journey) => journey.status !== 'retired');
  const readOnly = useReadOnly();
  const placed = new Set(phases.flatMap((phase) => phase.journeys));
  const free = journeys.filter((journey) => !placed.has(journey.id));
  const add = () =>
    run({ key: 'case.step.add-phase' }, (e) =>
      addPhase(e, { id: newId(), name: { [language]: withoutMarks(t('case.phase-n', { number: e.phases.length + 1 })) } }),
    );
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <h2>{t('case.road-map')}</h2>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add} disabled={readOnly}>
          {t('case.add-phase')}
        </Button>
      </div>
      {phases.length === 0 && <p className={classes.quiet}>{t('case.no-phases')}</p>}
      <ol className={classes.road}>
        {phases.map((phase, index) => (
          <PhaseColumn key={phase.id} phase={phase} index={index} count={phases.length} journeys={journeys} free={free} />
        ))}
      </ol>
      {free.length > 0 && phases.length > 0 && (
        <p className={classes.free}>
          {t('case.unplaced', { count: free.length })} <Names journeys={free} />
        </p>
      )}
    </section>
  );
}

function Names({ journeys }: { journeys: readonly Journey[] }) {
  const { text } = useWords();
  return <span className={classes.quiet}>{journeys.map((journey) => text(journey.name)).join(' · ')}</span>;
}

type ColumnProps = { phase: Phase; index: number; count: number; journeys: readonly Journey[]; free: readonly Journey[] };

function PhaseColumn({ phase, index, count, journeys, free }: ColumnProps) {
  const { t, text, language, direction, locale } = useWords();
  const readOnly = useReadOnly();
  const name = text(phase.name);
  const Earlier = direction === 'rtl' ? IconChevronRight : IconChevronLeft;
  const Later = direction === 'rtl' ? IconChevronLeft : IconChevronRight;
  const step = (key: string) => ({ key, params: { name } });
  const inside = phase.journeys.flatMap((id) => journeys.find((journey) => journey.id === id) ?? []);
  return (
    <li className={classes.phase}>
      <span className={classes.milestone} aria-hidden>
        {new Intl.NumberFormat(locale).format(index + 1)}
      </span>
      <div className={classes.phaseHead}>
        <TextInput
          key={name}
          aria-label={t('case.phase-name')}
          defaultValue={name}
          disabled={readOnly}
          dir="auto"
          maxLength={200}
          variant="unstyled"
          classNames={{ input: classes.phaseName ?? '' }}
          onBlur={(event) => {
            const typed = event.currentTarget.value.trim();
            if (typed === '') event.currentTarget.value = name;
            else if (typed !== name)
              run(step('case.step.edit-phase'), (e) => editPhase(e, { id: phase.id, phase: { name: { ...phase.name, [language]: typed } } }));
          }}
        />
        <ActionIcon
          size={24}
          aria-label={t('case.earlier', { name })}
          disabled={readOnly || index === 0}
          onClick={() => run(step('case.step.move-phase'), (e) => movePhase(e, { id: phase.id, index: index - 1 }))}
        >
          <Earlier size={15} />
        </ActionIcon>
        <ActionIcon
          size={24}
          aria-label={t('case.later', { name })}
          disabled={readOnly || index === count - 1}
          onClick={() => run(step('case.step.move-phase'), (e) => movePhase(e, { id: phase.id, index: index + 1 }))}
        >
          <Later size={15} />
        </ActionIcon>
        <ActionIcon
          size={24}
          aria-label={t('case.remove', { name })}
          disabled={readOnly}
          onClick={() => run(step('case.step.remove-phase'), (e) => removePhase(e, { id: phase.id }))}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      <TextInput
        type="date"
        label={t('case.start')}
        value={phase.start ?? ''}
        disabled={readOnly}
        onChange={(event) =>
          run(
            step('case.step.edit-phase'),
            (e) => editPhase(e, { id: phase.id, phase: { start: event.currentTarget.value || undefined } }),
            `${phase.id}:start`,
          )
        }
      />
      <ul className={classes.journeys}>
        {inside.map((journey, at) => (
          <JourneyCard key={journey.id} journey={journey} phase={phase} at={at} />
        ))}
      </ul>
      <Select
        aria-label={t('case.add-journey', { name })}
        placeholder={t(free.length > 0 ? 'case.add-journey-here' : 'case.all-placed')}
        value={null}
        disabled={readOnly || free.length === 0}
        onChange={(journey) =>
          journey &&
          run({ key: 'case.step.place', params: { name: text(journeys.find((j) => j.id === journey)?.name) } }, (e) =>
            setPhaseOfJourney(e, { journey, phase: phase.id }),
          )
        }
        data={free.map((journey) => ({ value: journey.id, label: text(journey.name) }))}
        searchable
        leftSection={<IconPlus size={14} />}
      />
    </li>
  );
}

function JourneyCard({ journey, phase, at }: { journey: Journey; phase: Phase; at: number }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const catalogue = useCatalogue();
  const readOnly = useReadOnly();
  const blocked = catalogue ? problemsOfJourney(journey, contextOf(engagement, catalogue)).some((p) => p.severity === 'blocks') : false;
  const name = text(journey.name);
  const place = (to: string | undefined, index?: number) =>
    run({ key: 'case.step.place', params: { name } }, (e) =>
      setPhaseOfJourney(e, { journey: journey.id, phase: to, ...(index === undefined ? {} : { index }) }),
    );
  return (
    <li className={classes.journey}>
      <Link to={`/e/${engagementId}/journeys/${journey.id}`}>{name}</Link>
      {blocked && (
        <IconAlertOctagon size={15} className={classes.blocked} role="img" aria-label={t('journey-status.blocked')} title={t('journey-status.blocked')} />
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} aria-label={t('home.more', { name })} disabled={readOnly}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowUp size={15} />} disabled={at === 0} onClick={() => place(phase.id, at - 1)}>
            {t('case.up')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={15} />} disabled={at === phase.journeys.length - 1} onClick={() => place(phase.id, at + 1)}>
            {t('case.down')}
          </Menu.Item>
          {engagement.phases.length > 1 && <Menu.Divider />}
          {engagement.phases
            .filter((other) => other.id !== phase.id)
            .map((other) => (
              <Menu.Item key={other.id} onClick={() => place(other.id)}>
                {t('case.move-to', { phase: other.name })}
              </Menu.Item>
            ))}
          <Menu.Divider />
          <Menu.Item onClick={() => place(undefined)}>{t('case.take-out')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
