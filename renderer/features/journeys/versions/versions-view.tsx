import { ActionIcon, Button, CopyButton, SegmentedControl, Select } from '@mantine/core';
import { IconCamera, IconCheck, IconChevronDown, IconChevronUp, IconCircleCheck, IconCopy, IconHistory } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { type DiffEntry, diffAsText } from '../../../../shared/journey/diff-words';
import type { Speaker } from '../../../../shared/journey/node-label';
import { type JourneyVersion, journeyVersion } from '../../../../shared/journey/to-bundle';
import type { Problem } from '../../../../shared/problem';
import { useEngagement } from '../../../store/session';
import { askForSnapshot } from '../../../store/snapshots';
import { EmptyState } from '../../../ui/empty-state';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { ComparedCanvas, type Shown } from './compared-canvas';
import { type Difference, differenceOf } from './difference';
import { DifferenceList } from './difference-list';
import { readVersion, useVersionChoices, type VersionChoice } from './version-choice';
import classes from './versions.module.css';

type Props = {
  journeyId: string;
  speaker: Speaker;
  /** Hash of the deployment that runs. */
  running: string | undefined;
  onShow: (node: string | undefined) => void;
};

/** The journey as it was in a snapshot or was deployed, against now: on the canvas and in words. */
export default function VersionsView({ journeyId, speaker, running, onShow }: Props) {
  const { t, locale } = useWords();
  const { id: engagementId } = useEngagement();
  const { choices, problems } = useVersionChoices(engagementId, journeyId, running);
  const [wanted, setWanted] = useState<string>();
  const choice = choices?.find(({ id }) => id === wanted) ?? choices?.[0];
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const nameOf = (one: VersionChoice) => {
    const at = when.format(Date.parse(one.at));
    if (one.kind === 'snapshot') return t('changes.snapshot', { name: one.snapshot.name, when: at });
    return t(one.deployment.state === 'live' ? 'versions.live' : 'versions.deployed', { version: one.deployment.version, when: at });
  };
  const take = (
    <Button variant="default" leftSection={<IconCamera size={16} />} onClick={() => askForSnapshot()}>
      {t('snapshot.take')}
    </Button>
  );
  if (!choices) return null;
  if (!choice)
    return (
      <>
        <ProblemList problems={problems} />
        <EmptyState icon={<IconHistory size={32} />} title={t('versions.none')} text={t('versions.none-text')} actions={take} />
      </>
    );
  const picker = (
    <>
      <Select
        aria-label={t('versions.which')}
        value={choice.id}
        onChange={(id) => setWanted(id ?? undefined)}
        data={choices.map((one) => ({ value: one.id, label: nameOf(one) }))}
        allowDeselect={false}
        w={300}
      />
      {take}
    </>
  );
  return <Comparison key={choice.id} choice={choice} journeyId={journeyId} speaker={speaker} picker={picker} onShow={onShow} />;
}

type Read = { state: 'reading' } | { state: 'failed'; problems: Problem[] } | { state: 'read'; version: JourneyVersion | undefined };

function Comparison({ choice, journeyId, speaker, picker, onShow }: Omit<Props, 'running'> & { choice: VersionChoice; picker: React.ReactNode }) {
  const { t } = useWords();
  const engagement = useEngagement();
  const [read, setRead] = useState<Read>({ state: 'reading' });
  useEffect(() => {
    let isWanted = true;
    void readVersion(choice, engagement.id, journeyId).then((reply) => {
      if (isWanted) setRead(reply.ok ? { state: 'read', version: reply.value } : { state: 'failed', problems: reply.problems });
    });
    return () => {
      isWanted = false;
    };
  }, [choice, engagement.id, journeyId]);
  const before = read.state === 'read' ? read.version : undefined;
  const difference = useMemo(() => {
    const after = journeyVersion(engagement, journeyId);
    return before && after && differenceOf(before, after, speaker);
  }, [before, engagement, journeyId, speaker]);
  if (difference && difference.entries.length > 0) return <Compared difference={difference} picker={picker} onShow={onShow} />;
  return (
    <div className={classes.view}>
      <div className={classes.bar}>{picker}</div>
      {read.state === 'failed' && <ProblemList problems={read.problems} />}
      {read.state === 'read' && (
        <EmptyState
          icon={<IconCircleCheck size={32} />}
          title={t(before ? 'versions.same' : 'versions.not-yet')}
          text={t(before ? 'versions.same-text' : 'versions.not-yet-text')}
        />
      )}
    </div>
  );
}

type ComparedProps = { difference: Difference; picker: React.ReactNode; onShow: Props['onShow'] };

function Compared({ difference: { sides, entries }, picker, onShow }: ComparedProps) {
  const { t, locale } = useWords();
  const [shown, setShown] = useState<Shown>('both');
  const [current, setCurrent] = useState<string>();
  const number = numberFormat(locale);
  const onCanvas = entries.filter(({ node }) => node !== undefined);
  const at = onCanvas.findIndex(({ id }) => id === current);
  const step = (by: 1 | -1) => setCurrent(onCanvas[(at + by + onCanvas.length) % onCanvas.length]?.id);
  const chosen = entries.find(({ id }) => id === current)?.node;
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        {picker}
        <SegmentedControl
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          aria-label={t('versions.shown')}
          data={(['before', 'both', 'after'] as const).map((value) => ({ value, label: t(`versions.shown.${value}`) }))}
        />
        {onCanvas.length > 0 && (
          <div className={classes.steps}>
            <span aria-live="polite">{at >= 0 && t('canvas.found', { current: number.format(at + 1), count: number.format(onCanvas.length) })}</span>
            <ActionIcon onClick={() => step(at < 0 ? 1 : -1)} aria-label={t('versions.previous')} disabled={onCanvas.length === 0}>
              <IconChevronUp size={17} />
            </ActionIcon>
            <ActionIcon onClick={() => step(1)} aria-label={t('versions.next')}>
              <IconChevronDown size={17} />
            </ActionIcon>
          </div>
        )}
      </div>
      <div className={classes.body}>
        <div className={classes.drawing} dir="ltr">
          <ComparedCanvas
            sides={sides}
            entries={entries}
            shown={shown}
            current={chosen}
            onChoose={(node) => setCurrent(entries.find((entry) => entry.node === node)?.id)}
          />
        </div>
        <section className={classes.changes} aria-label={t('versions.changes')}>
          <Summary entries={entries} speaker={sides.after.speaker} />
          <DifferenceList entries={entries} current={current} onChoose={({ id }) => setCurrent(id)} onShow={({ node }) => onShow(node)} />
        </section>
      </div>
    </div>
  );
}

/** How many things, whether anything runs differently, and all of it as text to take along. */
function Summary({ entries, speaker }: { entries: readonly DiffEntry[]; speaker: Speaker }) {
  const { t } = useWords();
  return (
    <p className={classes.summary}>
      {t('versions.count', { count: entries.length })} {t(entries.some(({ executable }) => executable) ? 'versions.runs-differently' : 'versions.runs-same')}
      <CopyButton value={diffAsText(entries, speaker.translate)}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="subtle" leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />} onClick={copy}>
            {t(copied ? 'settings.copied' : 'versions.copy')}
          </Button>
        )}
      </CopyButton>
    </p>
  );
}
