import { ActionIcon, Button, Group, Menu, Modal, SegmentedControl, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertOctagon, IconCopy, IconDots, IconPlus, IconRoute, IconTrash, IconWalk } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { problemText, type Translate } from '../../../shared/i18n/translator';
import { addJourney, addJourneyFromTemplate, duplicateJourney, removeJourney } from '../../../shared/journey/edit-journey';
import type { Journey } from '../../../shared/journey/schema';
import { problemsOfJourney, useCatalogue } from '../../store/derived';
import { newId } from '../../store/new-id';
import { openSession, run, useEngagement, useReadOnly } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Quiet } from '../../ui/quiet';
import { useSpeaker } from '../../ui/use-speaker';
import { useView } from '../../ui/use-view';
import { useWords } from '../../ui/words';
import { ImportJourney } from './import-dialog';
import classes from './journey-page.module.css';
import { StatusBadge } from './journey-status';
import { StartsMap } from './starts-map';

const allViews = ['cards', 'starts'] as const;

/** All journeys with what blocks them, and the templates to begin from. */
export function JourneysPage() {
  const { t } = useWords();
  const journeys = useEngagement((e) => e.journeys);
  const readOnly = useReadOnly();
  const [adding, { open, close }] = useDisclosure(false);
  const [view, show] = useView(allViews);
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={open} disabled={readOnly}>
      {t('journeys.add')}
    </Button>
  );
  const views = (
    <SegmentedControl
      value={view}
      onChange={(value) => show(value as (typeof allViews)[number])}
      data={[
        { value: 'cards', label: t('station.journeys') },
        { value: 'starts', label: t('journeys.starts') },
      ]}
      aria-label={t('journeys.view')}
    />
  );
  return (
    <Panel
      title={t('station.journeys')}
      facts={t('journeys.count', { count: journeys.length })}
      views={journeys.length > 0 && views}
      actions={
        <>
          <Button variant="default" leftSection={<IconWalk size={16} />} component={Link} to="~population">
            {t('walk.open')}
          </Button>
          <ImportJourney />
          {addButton}
        </>
      }
    >
      {journeys.length === 0 ? (
        <EmptyState icon={<IconRoute size={34} />} title={t('journeys.empty')} text={t('journeys.empty-text')} actions={addButton} />
      ) : view === 'starts' ? (
        <StartsMap />
      ) : (
        <ul className={classes.journeys}>
          {journeys.map((journey) => (
            <JourneyCard key={journey.id} journey={journey} />
          ))}
        </ul>
      )}
      <AddJourneyDialog opened={adding} onClose={close} />
    </Panel>
  );
}

function JourneyCard({ journey }: { journey: Journey }) {
  const { t, text } = useWords();
  const readOnly = useReadOnly();
  const speaker = useSpeaker();
  const blocking = speaker ? problemsOfJourney(journey, speaker.context).filter((p) => p.severity === 'blocks') : [];
  const touchpoints = new Set(Object.values(journey.annotations.touchpoints)).size;
  const [first] = blocking;
  return (
    <li className={classes.journey}>
      <div className={classes.journeyHead}>
        <Link to={journey.id} className={classes.journeyLink}>
          {text(journey.name)}
        </Link>
        <StatusBadge status={journey.status} blocked={blocking.length > 0} />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon className={classes.menu} aria-label={t('home.more', { name: journey.name })} disabled={readOnly}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconCopy size={15} />}
              onClick={() =>
                run({ key: 'journeys.step.duplicate', params: { name: journey.name } }, (e) => duplicateJourney(e, { id: journey.id, newId: newId() }))
              }
            >
              {t('home.duplicate')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={15} />}
              color="pomegranate"
              onClick={() => run({ key: 'journeys.step.remove', params: { name: journey.name } }, (e) => removeJourney(e, { id: journey.id }))}
            >
              {t('home.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <Quiet>{text(journey.purpose)}</Quiet>
      <Quiet>{t('journeys.card-facts', { touchpoints, priority: journey.policies.priority })}</Quiet>
      {first && (
        <span className={classes.blocked}>
          <IconAlertOctagon size={15} />
          {problemText(first, t)}
        </span>
      )}
    </li>
  );
}

function AddJourneyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t, text, language } = useWords();
  const catalogue = useCatalogue();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  const [name, setName] = useState('');

  function enter() {
    const made = openSession()?.history.present.journeys.at(-1);
    onClose();
    setName('');
    if (made) navigate(`/e/${engagementId}/journeys/${made.id}`);
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('journeys.add')} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Group
        component="form"
        align="flex-end"
        gap={8}
        wrap="nowrap"
        onSubmit={(event) => {
          event.preventDefault();
          if (!name.trim()) return;
          run({ key: 'journeys.step.add', params: { name } }, (e) => addJourney(e, { id: newId(), name: { [language]: name.trim() } }));
          enter();
        }}
      >
        <TextInput
          label={t('journeys.own')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          dir="auto"
          maxLength={200}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default" disabled={!name.trim()}>
          {t('common.add')}
        </Button>
      </Group>
      <h3 className={classes.templatesTitle}>{t('journeys.templates')}</h3>
      <ul className={classes.templates}>
        {catalogue?.journeys.journeys.map((template) => (
          <li key={template.id}>
            <UnstyledButton
              className={classes.template}
              onClick={() => {
                run({ key: 'journeys.step.add', params: { name: template.name } }, (e) => addJourneyFromTemplate(e, { template, catalogue, newId }));
                enter();
              }}
            >
              <strong>{text(template.name)}</strong>
              {text(template.goal)}
              <span>{touchpointsOf(template.touchpoints, t)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** "2 to 4 touchpoints", or how many where a template knows. */
function touchpointsOf({ min, max }: { min: number; max: number }, t: Translate): string {
  return min === max ? t('canvas.touchpoints', { count: min }) : t('journeys.template-facts', { min, max });
}
