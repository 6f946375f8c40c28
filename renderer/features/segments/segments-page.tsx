import { Button, TextInput } from '@mantine/core';
import { IconBooks, IconCirclesRelation, IconPlus, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { withoutMarks } from '../../../shared/direction-marks';
import { addSegment, freeSegmentKey } from '../../../shared/segments/edit-segments';
import type { Segment } from '../../../shared/segments/schema';
import { newId } from '../../store/new-id';
import { openSession, run, useEngagement, useReadOnly } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useWords } from '../../ui/words';
import { LibraryDialog } from './library-dialog';
import { SegmentInspector } from './segment-inspector';
import { SegmentList } from './segment-list';
import classes from './segments-page.module.css';
import { passes, type SegmentFilter, segmentFilters, useSegments } from './use-segments';

/** Who is meant: every segment as a sentence, with what is missing to work it out and who rests on it. */
export function SegmentsPage() {
  const { t, text, language, locale } = useWords();
  const { engagementId, segmentId } = useParams();
  const navigate = useNavigate();
  const readOnly = useReadOnly();
  const segments = useEngagement((e) => e.segments);
  const model = useSegments();
  const [filter, setFilter] = useState<SegmentFilter>('all');
  const [wanted, setWanted] = useState('');
  const [library, setLibrary] = useState(false);
  const needle = useDeferredValue(wanted).trim().toLowerCase();
  if (!model) return <Panel title={t('station.segments')}>{null}</Panel>;

  const counts = Object.fromEntries(segmentFilters.map((one) => [one, segments.filter((segment) => passes(segment, one, model)).length]));
  const groups = model.groups
    .map((group) => ({
      ...group,
      segments: group.segments.filter(
        (segment) => passes(segment, filter, model) && (!needle || segment.id.includes(needle) || text(segment.name).toLowerCase().includes(needle)),
      ),
    }))
    .filter((group) => group.segments.length > 0);
  const chosen = segments.find(({ id }) => id === segmentId);
  const select = (id: string | undefined) => navigate(`/e/${engagementId}/segments${id ? `/${id}` : ''}`);

  function addOwn() {
    const { record, segments: existing } = openSession()?.history.present ?? { record: undefined, segments: [] };
    const first = record?.attributes[0]?.id;
    if (!first) return;
    const segment: Segment = {
      id: `own-${newId().slice(-8).toLowerCase()}`,
      name: { [language]: withoutMarks(t('segments.new-name', { n: existing.length + 1 })) },
      category: existing.find(({ id }) => id === segmentId && !existing.find((one) => one.id === id)?.administrative)?.category ?? 'lifecycle',
      when: { op: 'and', args: [{ op: 'exists', left: { kind: 'customer', path: first } }] },
      administrative: false,
      minimumSize: 200,
    };
    run({ key: 'segments.step.add', params: { name: segment.name } }, (e) => addSegment(e, { segment: { ...segment, id: freeSegmentKey(e, segment.id) } }));
    select(segment.id);
  }

  return (
    <>
      <Panel
        title={t('station.segments')}
        facts={t('segments.facts', { count: segments.length, computable: counts.computable ?? 0 })}
        actions={
          <>
            <Button variant="default" leftSection={<IconBooks size={16} />} disabled={readOnly} onClick={() => setLibrary(true)}>
              {t('segments.from-library')}
            </Button>
            <Button leftSection={<IconPlus size={16} />} disabled={readOnly} onClick={addOwn}>
              {t('segments.add')}
            </Button>
          </>
        }
        toolbar={
          <>
            <TextInput
              leftSection={<IconSearch size={15} />}
              placeholder={t('segments.find')}
              aria-label={t('segments.find')}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
              w={220}
            />
            {segmentFilters.map((one) => (
              <button type="button" key={one} className={classes.filter} data-kind={one} aria-pressed={filter === one} onClick={() => setFilter(one)}>
                {t(`segments.filter.${one}`)} <strong>{new Intl.NumberFormat(locale).format(counts[one] ?? 0)}</strong>
              </button>
            ))}
          </>
        }
        inspectorWidth={400}
        inspector={chosen && <SegmentInspector key={chosen.id} model={model} segment={chosen} onSelect={select} />}
      >
        {groups.length === 0 ? (
          <EmptyState icon={<IconCirclesRelation size={32} />} title={t(segments.length === 0 ? 'segments.empty' : 'segments.nothing')} />
        ) : (
          <SegmentList model={model} groups={groups} selected={segmentId} onSelect={select} />
        )}
      </Panel>
      {library && <LibraryDialog model={model} onClose={() => setLibrary(false)} />}
    </>
  );
}
