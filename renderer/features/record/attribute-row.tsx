import { Button } from '@mantine/core';
import { IconAlertOctagon, IconArrowsLeftRight, IconKey, IconMathFunction, IconServer, IconSparkles, IconUserEdit } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { addNote } from '../../../shared/notes/edit-notes';
import { type AttributeLineage, hasSource } from '../../../shared/record/lineage';
import type { Attribute } from '../../../shared/record/schema';
import type { Suggestion } from '../../../shared/record/suggestion';
import type { Row } from '../../../shared/record/transform';
import type { Transform } from '../../../shared/record/transform-schema';
import { clashes } from '../../../shared/record/type-compatibility';
import type { FieldPlace } from '../../../shared/sources/find';
import { newId } from '../../store/new-id';
import { run, useReadOnly } from '../../store/session';
import { Badge } from '../../ui/badge';
import { Code } from '../../ui/isolate';
import { useArrival } from '../../ui/use-arrival';
import { useWords } from '../../ui/words';
import { FieldCard } from './field-card';
import { Rank } from './rank';
import classes from './record-table.module.css';

const originIcon = { mapped: undefined, computed: IconMathFunction, platform: IconServer, entered: IconUserEdit };

/** A column of the table: one source, or all that are folded. */
export type Column = { id: string; sources: ReadonlySet<string> };

type Props = {
  found: AttributeLineage;
  columns: readonly Column[];
  places: ReadonlyMap<string, FieldPlace>;
  suggestions: readonly Suggestion[] | undefined;
  selected: boolean;
  template: { gridTemplateColumns: string; minWidth: number };
  samples: ReadonlyMap<string, readonly Row[]>;
  bare: boolean;
  onSelect: (id: string) => void;
};

/** One attribute: a chip per field; opened, a card per field with everything that decides. */
export const AttributeRow = memo(function AttributeRow({ found, columns, places, suggestions, selected, template, samples, bare, onSelect }: Props) {
  const { t, text } = useWords();
  const { attribute, fields, uses } = found;
  const OriginIcon = originIcon[attribute.origin];
  const journeys = uses.filter((use) => use.kind === 'journey');
  // Red is kept for what blocks: an attribute that only segments would use can wait.
  const missing = !hasSource(found) && journeys.length > 0;
  const row = useRef<HTMLDivElement>(null);
  useArrival(row, selected ? attribute.id : undefined);
  return (
    <div ref={row} role="row" className={classes.row} data-selected={selected} data-missing={missing} style={template}>
      <div role="rowheader" className={classes.first}>
        <button type="button" className={classes.name} onClick={() => onSelect(attribute.id)} aria-current={selected}>
          {attribute.identifier && !selected && <IconKey size={13} color="var(--waiting)" aria-label={t('record.identifier')} />}
          <span>{text(attribute.label) || attribute.id}</span>
        </button>
        <Code>{attribute.id}</Code>
        {selected && attribute.identifier && (
          <Badge tone="accent" icon={<IconKey size={12} />}>
            {t('record.identifier')}
          </Badge>
        )}
        {selected && fields.length > 1 && <span>{t(`survivorship.${attribute.survivorship}`)}</span>}
      </div>
      {missing && fields.length === 0 && !suggestions ? (
        <MissingCell attribute={attribute} journeys={journeys.map((use) => text(use.name))} />
      ) : OriginIcon && fields.length === 0 && !suggestions ? (
        <div role="cell" className={classes.origin}>
          <OriginIcon size={15} aria-hidden />
          {t(`record.origin-says.${attribute.origin}`)}
        </div>
      ) : (
        columns.map((column) => (
          <div key={column.id} role="cell" className={classes.cell}>
            {fieldsIn(column, found, suggestions, places, selected).map(({ place, transforms, rank }) =>
              selected ? (
                <FieldCard
                  key={place.field.id}
                  place={place}
                  attribute={attribute}
                  transforms={transforms}
                  rank={rank}
                  rows={samples.get(place.object.id)}
                  bare={bare}
                />
              ) : (
                <FieldChip key={place.field.id} place={place} attribute={attribute} rank={rank} onSelect={onSelect} />
              ),
            )}
          </div>
        ))
      )}
    </div>
  );
});

/** `rank` undefined: only suggested. */
type FieldInCell = { place: FieldPlace; transforms: readonly Transform[]; rank: number | undefined };

/** The fields that feed it in their order, then the surest suggestion; in the opened row a second one too. */
function fieldsIn(
  column: Column,
  { attribute, fields }: AttributeLineage,
  suggestions: readonly Suggestion[] | undefined,
  places: ReadonlyMap<string, FieldPlace>,
  selected: boolean,
): FieldInCell[] {
  const inColumn = ({ place }: FieldInCell) => column.sources.has(place.source.id);
  const mapped = fields.map((place, rank) => ({
    place,
    transforms: attribute.sources.find(({ field }) => field === place.field.id)?.transforms ?? [],
    rank,
  }));
  const suggested = (suggestions ?? []).flatMap(({ field, transforms }) => {
    const place = places.get(field);
    return place ? [{ place, transforms, rank: undefined }] : [];
  });
  return [...mapped.filter(inColumn), ...suggested.filter(inColumn).slice(0, selected ? 2 : 1)];
}

type ChipProps = { place: FieldPlace; attribute: Attribute; rank: number | undefined; onSelect: (id: string) => void };

/** A field in a closed row: its name, and its rank or what speaks against taking it as it is. */
function FieldChip({ place: { object, field }, attribute, rank, onSelect }: ChipProps) {
  const { t } = useWords();
  const suggested = rank === undefined;
  const clash = !suggested && clashes(field, attribute);
  return (
    <button
      type="button"
      className={classes.chip}
      data-suggested={suggested || undefined}
      data-clash={clash}
      onClick={() => onSelect(attribute.id)}
      title={`${object.nativeName} · ${field.nativeName}`}
      aria-label={suggested ? t('record.suggested', { field: field.nativeName }) : undefined}
    >
      <Code>{field.nativeName}</Code>
      {suggested ? <IconSparkles size={13} /> : clash ? <IconArrowsLeftRight size={13} aria-label={t('record.clash')} /> : <Rank place={rank + 1} />}
    </button>
  );
}

/** Nothing feeds it and something needs it: says what that blocks, with the way on in the same line. */
function MissingCell({ attribute, journeys }: { attribute: Attribute; journeys: string[] }) {
  const { t, text } = useWords();
  const readOnly = useReadOnly();
  return (
    <div role="cell" className={classes.missing}>
      <IconAlertOctagon size={15} aria-hidden />
      <span>{t('record.no-source-blocks', { journeys: journeys.slice(0, 3).join(', '), count: journeys.length })}</span>
      <Button
        size="compact-xs"
        variant="default"
        disabled={readOnly}
        onClick={() =>
          run({ key: 'record.step.ask', params: { attribute: attribute.label } }, (e) =>
            addNote(e, {
              id: newId(),
              now: new Date().toISOString(),
              note: {
                kind: 'question',
                text: t('record.question', { attribute: text(attribute.label) || attribute.id }),
                about: { kind: 'attribute', id: attribute.id },
              },
            }),
          )
        }
      >
        {t('record.ask')}
      </Button>
    </div>
  );
}
