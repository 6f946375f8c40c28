import { IconLayoutColumns } from '@tabler/icons-react';
import { Fragment, useMemo, useState } from 'react';
import type { Lineage } from '../../../shared/record/lineage';
import type { Attribute } from '../../../shared/record/schema';
import type { Suggestion } from '../../../shared/record/suggestion';
import type { Row } from '../../../shared/record/transform';
import { type FieldPlace, fieldsById } from '../../../shared/sources/find';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import { AttributeRow, type Column } from './attribute-row';
import classes from './record-table.module.css';
import { sourceColumns } from './source-columns';

type Props = {
  attributes: readonly Attribute[];
  lineage: Lineage;
  suggestions: readonly Suggestion[];
  selected: string | undefined;
  samples: ReadonlyMap<string, readonly Row[]>;
  bare: boolean;
  onSelect: (id: string) => void;
};

const FOLDED = 'folded';
const FIRST = 200;
const COLUMN = 128;

/** One row per attribute, one column per system; a chip is a field with its rank, a dashed one a suggestion. */
export function RecordTable({ attributes, lineage, suggestions, selected, samples, bare, onSelect }: Props) {
  const { t, text } = useWords();
  const engagement = useEngagement();
  const { sources, record } = engagement;
  const [unfolded, setUnfolded] = useState(false);
  const places: ReadonlyMap<string, FieldPlace> = useMemo(() => fieldsById(engagement), [engagement]);
  const sourceOf = useMemo(() => new Map([...places].map(([id, { source }]) => [id, source.id])), [places]);
  const { pinned, folded } = useMemo(() => sourceColumns(sources, lineage, suggestions, sourceOf), [sources, lineage, suggestions, sourceOf]);
  const shown = unfolded ? sources : pinned;
  const columns = useMemo<Column[]>(
    () => [
      ...shown.map(({ id }) => ({ id, sources: new Set([id]) })),
      ...(folded.length > 0 && !unfolded ? [{ id: FOLDED, sources: new Set(folded.map(({ id }) => id)) }] : []),
    ],
    [shown, folded, unfolded],
  );
  const byAttribute = useMemo(() => {
    const grouped = new Map<string, Suggestion[]>();
    for (const suggestion of suggestions) {
      const known = grouped.get(suggestion.attribute);
      if (known) known.push(suggestion);
      else grouped.set(suggestion.attribute, [suggestion]);
    }
    return grouped;
  }, [suggestions]);
  const width = Math.max(1, columns.length);
  const template = useMemo(() => ({ gridTemplateColumns: `${FIRST}px repeat(${width}, minmax(${COLUMN}px, 1fr))`, minWidth: FIRST + width * COLUMN }), [width]);
  return (
    <div className={classes.table} role="table" aria-label={t('station.record')} aria-rowcount={attributes.length}>
      <div className={classes.head} role="row" style={template}>
        <div role="columnheader" className={classes.first}>
          {t('record.attribute')}
        </div>
        {shown.map((source) => {
          const [transport] = source.transports;
          return (
            <div key={source.id} role="columnheader" className={classes.source} title={text(source.name)}>
              <span className={classes.sourceName}>{text(source.name)}</span>
              {transport && <span className={classes.transport}>{t(`transport.${transport}`)}</span>}
            </div>
          );
        })}
        {folded.length > 0 && (
          <div role="columnheader" className={classes.source} hidden={unfolded}>
            <button type="button" className={classes.fold} onClick={() => setUnfolded(true)} title={folded.map(({ name }) => text(name)).join(', ')}>
              <IconLayoutColumns size={14} aria-hidden />
              {t('record.more-sources', { count: folded.length })}
            </button>
          </div>
        )}
      </div>
      {record.groups.map((group) => {
        const rows = attributes.filter((attribute) => attribute.group === group.id);
        if (rows.length === 0) return null;
        return (
          <Fragment key={group.id}>
            <div className={classes.group} role="row">
              <div role="rowheader">{text(group.label)}</div>
            </div>
            {rows.map((attribute) => {
              const found = lineage.attributes.get(attribute.id);
              const isSelected = attribute.id === selected;
              return (
                found && (
                  <AttributeRow
                    key={attribute.id}
                    found={found}
                    columns={columns}
                    places={places}
                    suggestions={byAttribute.get(attribute.id)}
                    selected={isSelected}
                    template={template}
                    samples={isSelected ? samples : noSamples}
                    bare={isSelected && bare}
                    onSelect={onSelect}
                  />
                )
              );
            })}
          </Fragment>
        );
      })}
    </div>
  );
}

/** The rows that are not open show none: they need not be drawn again when samples come. */
const noSamples: ReadonlyMap<string, readonly Row[]> = new Map();
