import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconEye, IconEyeOff, IconSearch, IconSparkles } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Engagement } from '../../../shared/engagement/schema';
import { numberFormat } from '../../../shared/i18n/number-format';
import { mapFields } from '../../../shared/record/edit-record';
import { type AttributeLineage, hasSource } from '../../../shared/record/lineage';
import { bestSuggestions, type Suggestion } from '../../../shared/record/suggestion';
import { clashes } from '../../../shared/record/type-compatibility';
import { fieldsById } from '../../../shared/sources/find';
import { lineageOf, useSuggestions } from '../../store/derived';
import { useProjecting } from '../../store/projector';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useRevealing } from '../../ui/private';
import { RecordViews } from '../../ui/record-views';
import { useWords } from '../../ui/words';
import { AttributeInspector } from './attribute-inspector';
import { Rank } from './rank';
import classes from './record-page.module.css';
import { RecordTable } from './record-table';
import { useSampleRows } from './sample-rows';

type Filter = 'all' | 'suggested' | 'no-source' | 'clash';
/** Suggestions at least this sure may be taken together; which of them, the user says. */
const thresholds = [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5];
const SURE = 0.75;

/** Attributes against systems: which field feeds what, in which order, and what is still missing. */
export function RecordPage() {
  const { t, text, locale } = useWords();
  const { engagementId, attributeId } = useParams();
  const navigate = useNavigate();
  const engagement = useEngagement();
  const settled = useDeferredValue(engagement);
  const readOnly = useReadOnly();
  const isProjecting = useProjecting();
  const [filter, setFilter] = useState<Filter>('all');
  const [wanted, setWanted] = useState('');
  const lineage = lineageOf(settled);
  const { record } = settled;
  const suggestions = useSuggestions();
  const [threshold, setThreshold] = useState(SURE);
  const sure = useMemo(() => bestSuggestions(suggestions, threshold), [suggestions, threshold]);
  /** Values as they are, until the page is left. */
  const [bare, setBare] = useRevealing();

  const marks = useMemo(() => {
    const suggested = new Set(suggestions.map((s) => s.attribute));
    const withoutSource = new Set<string>();
    const clashing = new Set<string>();
    for (const found of lineage.attributes.values()) {
      if (!hasSource(found) && found.uses.length > 0) withoutSource.add(found.attribute.id);
      if (found.fields.some(({ field }) => clashes(field, found.attribute))) clashing.add(found.attribute.id);
    }
    return { suggested, 'no-source': withoutSource, clash: clashing };
  }, [suggestions, lineage]);

  const shown = record.attributes.filter((attribute) => {
    if (filter !== 'all' && !marks[filter].has(attribute.id)) return false;
    const needle = wanted.trim().toLowerCase();
    return !needle || attribute.id.includes(needle) || text(attribute.label).toLowerCase().includes(needle);
  });
  const selected = lineage.attributes.get(attributeId ?? '');
  const samples = useSampleRows(engagement.id, selected ? objectsOf(selected, suggestions, settled) : []);
  const agreed = [...lineage.attributes.values()].filter((found) => found.uses.length > 0 && hasSource(found)).length;
  const relevant = [...lineage.attributes.values()].filter((found) => found.uses.length > 0).length;
  const chips: { id: Filter; count?: number }[] = [
    { id: 'all' },
    { id: 'suggested', count: marks.suggested.size },
    { id: 'no-source', count: marks['no-source'].size },
    { id: 'clash', count: marks.clash.size },
  ];

  return (
    <Panel
      title={t('station.record')}
      facts={t('record.facts', { agreed, relevant })}
      views={<RecordViews view="mapping" onView={(path) => navigate(`/e/${engagementId}/${path}`)} />}
      actions={
        <>
          <Select
            aria-label={t('record.at-least')}
            value={String(threshold)}
            onChange={(value) => value && setThreshold(Number(value))}
            data={thresholds.map((value) => ({
              value: String(value),
              label: t('record.at-least-percent', { percent: Math.round(value * 100), count: bestSuggestions(suggestions, value).length }),
            }))}
            allowDeselect={false}
            w={170}
          />
          <Button
            leftSection={<IconSparkles size={16} />}
            disabled={readOnly || sure.length === 0}
            onClick={() => run({ key: 'record.step.accept-all', params: { count: sure.length } }, (e) => mapFields(e, { mappings: sure }))}
          >
            {t('record.accept-all', { count: sure.length })}
          </Button>
        </>
      }
      toolbar={
        <>
          <TextInput
            leftSection={<IconSearch size={15} />}
            placeholder={t('record.filter')}
            aria-label={t('record.filter')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            w={220}
          />
          {chips.map(({ id, count }) => (
            <button
              type="button"
              key={id}
              className={classes.filter}
              data-kind={id}
              aria-pressed={filter === id}
              title={id === 'suggested' ? t('record.suggested-counts') : undefined}
              onClick={() => setFilter(id)}
            >
              {t(`record.show.${id}`)} {count !== undefined && <strong>{numberFormat(locale).format(count)}</strong>}
            </button>
          ))}
          {samples.size > 0 && !isProjecting && (
            <ActionIcon
              aria-label={t(bare ? 'record.hide-values' : 'record.show-values')}
              title={t(bare ? 'record.hide-values' : 'record.show-values')}
              aria-pressed={bare}
              onClick={() => setBare(!bare)}
            >
              {bare ? <IconEyeOff size={16} /> : <IconEye size={16} />}
            </ActionIcon>
          )}
          <span className={classes.legend}>
            <Rank place={1} /> {t('record.trusted-first')}
          </span>
        </>
      }
      inspectorWidth={340}
      inspector={
        selected && (
          <AttributeInspector
            key={selected.attribute.id}
            found={selected}
            lineage={lineage}
            suggestions={suggestions.filter((s) => s.attribute === selected.attribute.id)}
            uses={lineage.allUses(selected.attribute.id)}
            onClose={() => navigate(`/e/${engagementId}/record`)}
          />
        )
      }
    >
      {shown.length === 0 ? (
        <EmptyState icon={<IconSearch size={30} />} title={t('record.nothing')} />
      ) : (
        <RecordTable
          attributes={shown}
          lineage={lineage}
          suggestions={suggestions}
          selected={attributeId}
          samples={samples}
          bare={bare}
          onSelect={(id) => navigate(`/e/${engagementId}/record/${id}`)}
        />
      )}
    </Panel>
  );
}

/** The objects whose rows the opened attribute's cards show. */
function objectsOf(found: AttributeLineage, suggestions: readonly Suggestion[], engagement: Engagement): string[] {
  const places = fieldsById(engagement);
  const suggested = suggestions.filter(({ attribute }) => attribute === found.attribute.id).flatMap(({ field }) => places.get(field)?.object.id ?? []);
  return [...new Set([...found.fields.map(({ object }) => object.id), ...suggested])];
}
