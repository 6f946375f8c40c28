import { Button, Select, TextInput } from '@mantine/core';
import { IconBooks, IconCirclesRelation, IconPlus, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { withoutMarks } from '../../../shared/direction-marks';
import { addSegment, freeSegmentKey } from '../../../shared/segments/edit-segments';
import type { Segment } from '../../../shared/segments/schema';
import { newId } from '../../store/new-id';
import { openSession, run, useEngagement, useReadOnly } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useWords } from '../../ui/words';
import { CompareBar } from './compare/compare-bar';
import { CompareView } from './compare/compare-view';
import { CountingLine } from './counting-line';
import { LibraryDialog } from './library-dialog';
import { SegmentInspector } from './segment-inspector';
import { SegmentList } from './segment-list';
import classes from './segments-page.module.css';
import { ordered, type SegmentOrder, segmentOrders, sizesOf } from './sizes/segment-sizes';
import { useSegmentReport } from './sizes/use-segment-report';
import { passes, type SegmentFilter, type SegmentGroup, segmentFilters, useSegments } from './use-segments';

const none: readonly string[] = [];

/** Who is meant: every segment as a sentence, with how many that are, what is missing to work it out and who rests on it. */
export function SegmentsPage() {
  const { t, text, language, locale } = useWords();
  const { engagementId, segmentId } = useParams();
  const navigate = useNavigate();
  const readOnly = useReadOnly();
  const segments = useEngagement((e) => e.segments);
  const model = useSegments();
  const [filter, setFilter] = useState<SegmentFilter>('all');
  const [wanted, setWanted] = useState('');
  const [order, setOrder] = useState<SegmentOrder>('category');
  const [library, setLibrary] = useState(false);
  const [search, setSearch] = useSearchParams();
  /** Ticked in the list; the comparison has an address, so that it can be linked to and left by going back. */
  const [marked, setMarked] = useState<readonly string[]>(() => (search.get('compare') ?? '').split(','));
  const ticked = useMemo(() => existing(marked, segments), [marked, segments]);
  const isComparing = search.has('compare');
  const count = useSegmentReport(isComparing && ticked.length > 1 ? ticked : none);
  const sizes = useMemo(() => sizesOf(count.report), [count.report]);
  const needle = useDeferredValue(wanted).trim().toLowerCase();
  if (!model) return <Panel title={t('station.segments')}>{null}</Panel>;

  const counts = Object.fromEntries(segmentFilters.map((one) => [one, segments.filter((segment) => passes(segment, one, model, sizes)).length]));
  const nameOf = (segment: Segment) => text(segment.name) || segment.id;
  const nameOfId = (id: string) => text(model.context.segments.get(id)?.name) || id;
  const isShown = (segment: Segment) =>
    passes(segment, filter, model, sizes) && (!needle || segment.id.includes(needle) || text(segment.name).toLowerCase().includes(needle));
  const arranged: readonly SegmentGroup[] =
    order === 'category'
      ? model.groups
      : [{ id: order, label: { [language]: t(`segments.order.${order}`) }, segments: ordered(segments, order, sizes, nameOf) }];
  const groups = arranged.map((group) => ({ ...group, segments: group.segments.filter(isShown) })).filter((group) => group.segments.length > 0);
  const chosen = segments.find(({ id }) => id === segmentId);
  const select = (id: string | undefined) => navigate(`/e/${engagementId}/segments${id ? `/${id}` : ''}`);

  function compare(next: readonly string[], open: boolean) {
    setMarked(next);
    setSearch(open ? { compare: next.join(',') } : {}, { replace: isComparing && open });
  }
  const tick = (id: string, isTicked: boolean) => setMarked((old) => (isTicked ? [...old.filter((one) => one !== id), id] : old.filter((one) => one !== id)));

  function addOwn() {
    const { record, segments: before } = openSession()?.history.present ?? { record: undefined, segments: [] };
    // One that has values, so that the new segment is counted at once.
    const first = (record?.attributes.find(({ sources }) => sources.length > 0) ?? record?.attributes[0])?.id;
    if (!first) return;
    const segment: Segment = {
      id: `own-${newId().slice(-8).toLowerCase()}`,
      name: { [language]: withoutMarks(t('segments.new-name', { n: before.length + 1 })) },
      category: before.find(({ id, administrative }) => id === segmentId && !administrative)?.category ?? 'lifecycle',
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
          !isComparing && (
            <div className={classes.tools}>
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
              <Select
                aria-label={t('segments.order')}
                value={order}
                onChange={(next) => next && setOrder(next)}
                data={segmentOrders.map((one) => ({ value: one, label: t(`segments.order.${one}`) }))}
                allowDeselect={false}
                w={150}
                ms="auto"
              />
            </div>
          )
        }
        inspectorWidth={440}
        inspector={chosen && !isComparing && <SegmentInspector key={chosen.id} model={model} segment={chosen} count={count} onSelect={select} />}
        dock={
          (ticked.length > 0 || isComparing) && (
            <CompareBar
              count={ticked.length}
              isComparing={isComparing}
              onCompare={() => compare(ticked, true)}
              onBack={() => compare(ticked, false)}
              onClear={() => compare(none, false)}
            />
          )
        }
      >
        <CountingLine count={count} />
        {isComparing ? (
          <CompareView
            segments={ticked}
            count={count}
            nameOf={nameOfId}
            onRemove={(id) =>
              compare(
                ticked.filter((one) => one !== id),
                true,
              )
            }
          />
        ) : groups.length === 0 ? (
          <EmptyState icon={<IconCirclesRelation size={32} />} title={t(segments.length === 0 ? 'segments.empty' : 'segments.nothing')} />
        ) : (
          <SegmentList
            model={model}
            groups={groups}
            sizes={sizes}
            isCounting={count.counting !== undefined}
            selected={segmentId}
            ticked={new Set(ticked)}
            onSelect={select}
            onTick={tick}
          />
        )}
      </Panel>
      {library && <LibraryDialog model={model} onClose={() => setLibrary(false)} />}
    </>
  );
}

/** Those that there are: an address may name any, and a ticked one may have been removed since. */
function existing(ids: readonly string[], segments: readonly Segment[]): readonly string[] {
  const known = new Set(segments.map(({ id }) => id));
  return ids.every((id) => known.has(id)) ? ids : ids.filter((id) => known.has(id));
}
