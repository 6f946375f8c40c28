import { Button } from '@mantine/core';
import { IconAlertOctagon, IconArrowsLeftRight, IconKey, IconMathFunction, IconServer, IconSparkles, IconUserEdit } from '@tabler/icons-react';
import { Fragment, memo, useMemo } from 'react';
import { addNote } from '../../../shared/notes/edit-notes';
import { type AttributeLineage, hasSource, type Lineage } from '../../../shared/record/lineage';
import type { Attribute } from '../../../shared/record/schema';
import type { Suggestion } from '../../../shared/record/suggest-mappings';
import { clashes } from '../../../shared/record/type-compatibility';
import type { Source } from '../../../shared/sources/schema';
import { newId } from '../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './record-page.module.css';

type Props = {
  attributes: readonly Attribute[];
  lineage: Lineage;
  suggestions: readonly Suggestion[];
  selected: string | undefined;
  onSelect: (id: string) => void;
};

/** One row per attribute, one column per system; a chip is a field with its rank, a dashed one a suggestion. */
export function RecordTable({ attributes, lineage, suggestions, selected, onSelect }: Props) {
  const { t, text } = useWords();
  const { sources, record } = useEngagement();
  const sourceOf = useMemo(
    () => new Map(sources.flatMap((source) => source.objects.flatMap((object) => object.fields.map((field) => [field.id, source.id] as const)))),
    [sources],
  );
  const nameOf = useMemo(
    () => new Map(sources.flatMap((source) => source.objects.flatMap((object) => object.fields.map((field) => [field.id, field.nativeName] as const)))),
    [sources],
  );
  const byAttribute = useMemo(() => {
    const grouped = new Map<string, Suggestion[]>();
    for (const suggestion of suggestions) grouped.set(suggestion.attribute, [...(grouped.get(suggestion.attribute) ?? []), suggestion]);
    return grouped;
  }, [suggestions]);
  const template = { gridTemplateColumns: `200px repeat(${Math.max(1, sources.length)}, minmax(122px, 1fr))`, minWidth: 200 + sources.length * 122 };

  return (
    <div className={classes.table} role="table" aria-label={t('station.record')} aria-rowcount={attributes.length}>
      <div className={classes.head} role="row" style={template}>
        <div role="columnheader" className={classes.first}>
          {t('record.attribute')}
        </div>
        {sources.map((source) => (
          <div key={source.id} role="columnheader" className={classes.source} title={text(source.name)}>
            {text(source.name)}
          </div>
        ))}
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
              return (
                found && (
                  <AttributeRow
                    key={attribute.id}
                    found={found}
                    sources={sources}
                    sourceOf={sourceOf}
                    nameOf={nameOf}
                    suggestions={byAttribute.get(attribute.id)}
                    selected={attribute.id === selected}
                    template={template}
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

const originIcon = { mapped: undefined, computed: IconMathFunction, platform: IconServer, entered: IconUserEdit };

type RowProps = {
  found: AttributeLineage;
  sources: readonly Source[];
  sourceOf: ReadonlyMap<string, string>;
  nameOf: ReadonlyMap<string, string>;
  suggestions: readonly Suggestion[] | undefined;
  selected: boolean;
  template: { gridTemplateColumns: string; minWidth: number };
  onSelect: (id: string) => void;
};

const AttributeRow = memo(function AttributeRow({ found, sources, sourceOf, nameOf, suggestions, selected, template, onSelect }: RowProps) {
  const { t, text } = useWords();
  const { attribute, fields, uses } = found;
  const OriginIcon = originIcon[attribute.origin];
  const journeys = uses.filter((use) => use.kind === 'journey');
  // Red is kept for what blocks: an attribute that only segments would use can wait.
  const missing = !hasSource(found) && journeys.length > 0;
  return (
    <div role="row" className={classes.row} data-selected={selected} data-missing={missing} style={template}>
      <div role="rowheader" className={classes.first}>
        <button type="button" className={classes.name} onClick={() => onSelect(attribute.id)} aria-current={selected}>
          {attribute.identifier && <IconKey size={13} color="var(--waiting)" aria-label={t('record.identifier')} />}
          <span>{text(attribute.label) || attribute.id}</span>
        </button>
        <Code>{attribute.id}</Code>
      </div>
      {missing && fields.length === 0 && !suggestions ? (
        <MissingCell attribute={attribute} journeys={journeys.map((use) => text(use.name))} />
      ) : OriginIcon && fields.length === 0 && !suggestions ? (
        <div role="cell" className={classes.origin}>
          <OriginIcon size={15} aria-hidden />
          {t(`record.origin-says.${attribute.origin}`)}
        </div>
      ) : (
        sources.map((source) => (
          <div key={source.id} role="cell" className={classes.cell}>
            {fields.map(
              ({ field, source: from }, rank) =>
                from.id === source.id && (
                  <button
                    type="button"
                    key={field.id}
                    className={classes.chip}
                    data-clash={clashes(field, attribute)}
                    onClick={() => onSelect(attribute.id)}
                    title={field.nativeName}
                  >
                    <Code>{field.nativeName}</Code>
                    {clashes(field, attribute) ? (
                      <IconArrowsLeftRight size={13} aria-label={t('record.clash')} />
                    ) : (
                      <span className={classes.rank}>{rank + 1}</span>
                    )}
                  </button>
                ),
            )}
            {suggestions
              ?.filter((s) => sourceOf.get(s.field) === source.id)
              .slice(0, 1)
              .map((s) => (
                <button
                  type="button"
                  key={s.field}
                  className={classes.chip}
                  data-suggested
                  onClick={() => onSelect(attribute.id)}
                  aria-label={t('record.suggested', { field: nameOf.get(s.field) ?? '' })}
                >
                  <Code>{nameOf.get(s.field) ?? ''}</Code>
                  <IconSparkles size={13} />
                </button>
              ))}
          </div>
        ))
      )}
    </div>
  );
});

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
