import { ActionIcon, Button, Group, Modal, SegmentedControl, Select, Text } from '@mantine/core';
import { IconCamera, IconCircleCheck, IconTrash } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { Engagement } from '../../../../shared/engagement/schema';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { Snapshot } from '../../../../shared/platform';
import type { Problem } from '../../../../shared/problem';
import { createLineage } from '../../../../shared/record/lineage';
import { changeKinds, compareFieldMaps, type SourceChange } from '../../../../shared/sources/compare-field-maps';
import { lineageOf } from '../../../store/derived';
import { useEngagement, useReadOnly } from '../../../store/session';
import { askForSnapshot, loadSnapshots, readSnapshot, removeSnapshot, useSnapshots } from '../../../store/snapshots';
import { EmptyState } from '../../../ui/empty-state';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { ChangeGroups } from './change-groups';
import classes from './changes-view.module.css';
import { ScrollRegion } from './scroll-region';
import views from './views.module.css';

/** What became of the sources since a snapshot, and what of it breaks something. */
export function ChangesView() {
  const readOnly = useReadOnly();
  const { t, locale } = useWords();
  const { id } = useEngagement();
  const known = useSnapshots(id);
  const [chosen, setChosen] = useState<string>();
  const [removing, setRemoving] = useState<Snapshot>();
  const [problems, setProblems] = useState<Problem[]>([]);
  useEffect(() => {
    void loadSnapshots(id);
  }, [id]);
  const snapshots = known?.snapshots ?? [];
  const snapshot = snapshots.find(({ file }) => file === chosen) ?? snapshots[0];
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const take = (
    <Button variant="default" leftSection={<IconCamera size={16} />} onClick={() => askForSnapshot()}>
      {t('snapshot.take')}
    </Button>
  );
  if (!known) return null;
  if (!snapshot)
    return (
      <>
        <ProblemList problems={[...known.problems, ...problems]} />
        <EmptyState icon={<IconCamera size={32} />} title={t('changes.no-snapshot')} text={t('changes.no-snapshot-text')} actions={take} />
      </>
    );
  return (
    <div className={views.view}>
      <div className={views.bar}>
        <Select
          aria-label={t('changes.since')}
          value={snapshot.file}
          onChange={(file) => setChosen(file ?? undefined)}
          data={snapshots.map((one) => ({ value: one.file, label: t('changes.snapshot', { name: one.name, when: when.format(Date.parse(one.savedAt)) }) }))}
          allowDeselect={false}
          w={320}
        />
        <ActionIcon onClick={() => setRemoving(snapshot)} disabled={readOnly} aria-label={t('changes.remove', { name: snapshot.name })}>
          <IconTrash size={16} />
        </ActionIcon>
        {take}
      </div>
      {problems.length > 0 && <ProblemList problems={problems} />}
      <Comparison key={snapshot.file} engagementId={id} snapshot={snapshot} />
      <Modal
        opened={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('changes.remove-title')}
        size="sm"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Text size="sm">{t('changes.remove-text', { name: removing?.name ?? '' })}</Text>
        <Group justify="flex-end" gap={8} mt={14}>
          <Button variant="default" onClick={() => setRemoving(undefined)}>
            {t('common.cancel')}
          </Button>
          <Button
            color="pomegranate"
            onClick={async () => {
              if (removing) setProblems(await removeSnapshot(id, removing.file));
              setRemoving(undefined);
            }}
          >
            {t('changes.do-remove')}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}

type Read = { state: 'reading' } | { state: 'failed'; problems: Problem[] } | { state: 'read'; engagement: Engagement };

function Comparison({ engagementId, snapshot }: { engagementId: string; snapshot: Snapshot }) {
  const { t } = useWords();
  const engagement = useEngagement();
  const [read, setRead] = useState<Read>({ state: 'reading' });
  useEffect(() => {
    let wanted = true;
    void readSnapshot(engagementId, snapshot.file).then((opened) => {
      if (wanted) setRead(opened.ok ? { state: 'read', engagement: opened.value } : { state: 'failed', problems: opened.problems });
    });
    return () => {
      wanted = false;
    };
  }, [engagementId, snapshot.file]);
  const before = read.state === 'read' ? read.engagement : undefined;
  const old = useMemo(() => before && createLineage(before), [before]);
  const changes = useMemo(
    () => (before && old ? compareFieldMaps(before, engagement, { before: old, after: lineageOf(engagement) }) : undefined),
    [before, old, engagement],
  );
  if (read.state === 'failed') return <ProblemList problems={read.problems} />;
  if (!changes) return null;
  if (changes.length === 0)
    return (
      <div className={views.empty}>
        <EmptyState icon={<IconCircleCheck size={32} />} title={t('changes.none', { name: snapshot.name })} text={t('changes.none-text')} />
      </div>
    );
  return <Changes changes={changes} />;
}

function Changes({ changes }: { changes: readonly SourceChange[] }) {
  const { t, locale } = useWords();
  const [shown, setShown] = useState<'all' | 'breaking'>('all');
  const number = numberFormat(locale);
  const breaking = changes.filter((change) => change.breaking);
  return (
    <>
      <div className={views.bar}>
        <SegmentedControl
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'all', label: `${t('changes.all')} ${number.format(changes.length)}` },
            { value: 'breaking', label: `${t('changes.breaking')} ${number.format(breaking.length)}` },
          ]}
          aria-label={t('changes.filter')}
        />
        <span className={classes.counts}>
          {changeKinds.map((kind) => {
            const count = changes.filter((change) => change.kind === kind).length;
            return (
              count > 0 && (
                <span key={kind}>
                  {t(`changes.kind.${kind}`)} <strong>{number.format(count)}</strong>
                </span>
              )
            );
          })}
        </span>
      </div>
      <ScrollRegion label={t('sources.view.changes')}>
        {shown === 'breaking' && breaking.length === 0 ? (
          <p className={classes.calm}>{t('changes.nothing-breaks')}</p>
        ) : (
          <ChangeGroups changes={shown === 'breaking' ? breaking : changes} />
        )}
      </ScrollRegion>
    </>
  );
}
