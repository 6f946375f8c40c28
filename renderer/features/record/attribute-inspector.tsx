import { ActionIcon, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { mapField, rankField, refuseSuggestion, setBasis, setOrigin, setSurvivorship, unmapField } from '../../../shared/record/edit-record';
import { type AttributeLineage, type Breakage, type Lineage, type Use, whatBreaks } from '../../../shared/record/lineage';
import { type ConsentBasis, consentBases, type Origin, type Survivorship, survivorships } from '../../../shared/record/schema';
import type { Suggestion } from '../../../shared/record/suggestion';
import { suggestTransforms } from '../../../shared/record/transform-suggestions';
import { fieldsById } from '../../../shared/sources/find';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { Inspector, InspectorHead, InspectorSection } from '../../ui/inspector';
import { Code } from '../../ui/isolate';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './attribute-inspector.module.css';
import { AttributeLineagePicture } from './attribute-lineage';
import { FormulaSection } from './formula/formula-section';
import { AttributePreview } from './preview/attribute-preview';
import { Rank } from './rank';
import { SuggestionCard } from './suggestion-card';
import { useSuggestionKeys } from './suggestion-keys';

type Props = { found: AttributeLineage; lineage: Lineage; suggestions: readonly Suggestion[]; uses: readonly Use[]; onClose: () => void };

/** Everything needed to decide one attribute: suggestions with reasons, the order of its sources, and who needs it. */
export function AttributeInspector({ found, lineage, suggestions, uses, onClose }: Props) {
  const { t, text } = useWords();
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const { attribute, fields } = found;
  const step = (key: string) => ({ key, params: { attribute: attribute.label } });
  const places = useMemo(() => fieldsById(engagement), [engagement]);
  const breakages = new Map(
    fields.map(({ field }) => [field.id, whatBreaks(lineage, field.id).find((breakage) => breakage.attribute.id === attribute.id)] as const),
  );
  const open = suggestions.flatMap((suggestion) => {
    const place = places.get(suggestion.field);
    return place ? [{ suggestion, place }] : [];
  });
  const [chosen, setChosen] = useState<string>();
  const current = (open.find(({ suggestion }) => suggestion.field === chosen) ?? open[0])?.suggestion;
  const { id, label } = attribute;
  const accept = useCallback(
    ({ field, transforms }: Suggestion) =>
      run({ key: 'record.step.map', params: { attribute: label } }, (e) => mapField(e, { attribute: id, field, transforms })),
    [id, label],
  );
  const refuse = useCallback(
    ({ field }: Suggestion) => run({ key: 'record.step.refuse', params: { attribute: label } }, (e) => refuseSuggestion(e, { attribute: id, field })),
    [id, label],
  );
  const acceptCurrent = useCallback(() => current && accept(current), [current, accept]);
  const refuseCurrent = useCallback(() => current && refuse(current), [current, refuse]);
  /** What a suggestion would have brought along, also when a person chose the field. */
  const transformsFor = (field: string) => {
    const place = places.get(field);
    return place ? suggestTransforms(place.field, attribute, engagement.client.country) : [];
  };
  useSuggestionKeys(current !== undefined && !readOnly, acceptCurrent, refuseCurrent);

  return (
    <Inspector>
      <InspectorHead
        title={text(attribute.label) || attribute.id}
        facts={
          <>
            <Code>{attribute.id}</Code> · {t(`type.${attribute.type}`)} · {t('record.personal-data', { level: t(`pii.${attribute.pii}`) })}
          </>
        }
        onClose={onClose}
      />
      {attribute.description && <Quiet>{text(attribute.description)}</Quiet>}

      {(attribute.origin === 'computed' || attribute.formula !== undefined) && <FormulaSection attribute={attribute} />}

      {open.length > 0 && (
        <InspectorSection title={t('record.suggestions', { count: open.length })}>
          {open.map(({ suggestion, place }) => (
            <SuggestionCard
              key={suggestion.field}
              suggestion={suggestion}
              place={place}
              current={suggestion.field === current?.field}
              disabled={readOnly}
              onChoose={() => setChosen(suggestion.field)}
              onAccept={() => accept(suggestion)}
              onRefuse={() => refuse(suggestion)}
            />
          ))}
        </InspectorSection>
      )}

      {fields.length > 0 && (
        <InspectorSection title={t('record.order')}>
          <ol className={classes.order}>
            {fields.map(({ field, source }, rank) => (
              <li key={field.id}>
                <Rank place={rank + 1} />
                <span className={classes.orderName}>
                  <strong>{text(source.name)}</strong> <Code>{field.nativeName}</Code>
                  <Without breakage={breakages.get(field.id)} />
                </span>
                <ActionIcon
                  size={24}
                  disabled={readOnly || rank === 0}
                  aria-label={t('record.up')}
                  onClick={() => run(step('record.step.order'), (e) => rankField(e, { attribute: attribute.id, field: field.id, rank: rank - 1 }))}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  disabled={readOnly || rank === fields.length - 1}
                  aria-label={t('record.down')}
                  onClick={() => run(step('record.step.order'), (e) => rankField(e, { attribute: attribute.id, field: field.id, rank: rank + 1 }))}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  disabled={readOnly}
                  aria-label={t('record.unmap')}
                  onClick={() => run(step('record.step.unmap'), (e) => unmapField(e, { attribute: attribute.id, field: field.id }))}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              </li>
            ))}
          </ol>
        </InspectorSection>
      )}
      <Select
        label={t('record.add-field')}
        placeholder={t('record.choose-field')}
        value={null}
        searchable
        limit={60}
        disabled={readOnly}
        onChange={(field) => field && run(step('record.step.map'), (e) => mapField(e, { attribute: attribute.id, field, transforms: transformsFor(field) }))}
        data={engagement.sources.map((source) => ({
          group: text(source.name),
          items: source.objects.flatMap((object) =>
            object.fields
              .filter((f) => !attribute.sources.some((m) => m.field === f.id))
              .map((f) => ({ value: f.id, label: `${object.nativeName} · ${f.nativeName}` })),
          ),
        }))}
      />
      <Select
        label={t('record.survivorship')}
        value={attribute.survivorship}
        disabled={readOnly}
        onChange={(value) =>
          value && run(step('record.step.edit'), (e) => setSurvivorship(e, { attribute: attribute.id, survivorship: value as Survivorship }))
        }
        data={survivorships.map((value) => ({ value, label: t(`survivorship.${value}`) }))}
        allowDeselect={false}
      />
      <Select
        label={t('record.origin')}
        value={attribute.origin}
        disabled={readOnly}
        onChange={(value) => value && run(step('record.step.edit'), (e) => setOrigin(e, { attribute: attribute.id, origin: value as Origin }))}
        data={(['mapped', 'computed', 'platform', 'entered'] as const).map((value) => ({ value, label: t(`origin.${value}`) }))}
        allowDeselect={false}
      />
      <Select
        label={t('record.basis')}
        placeholder={t('record.basis-unknown')}
        value={attribute.basis ?? null}
        disabled={readOnly}
        clearable
        onChange={(value) => run(step('record.step.edit'), (e) => setBasis(e, { attribute: attribute.id, basis: (value as ConsentBasis | null) ?? undefined }))}
        data={consentBases.map((value) => ({ value, label: t(`record.basis.${value}`) }))}
      />
      {(fields.length > 0 || attribute.formula !== undefined) && <AttributePreview attribute={attribute.id} />}

      <InspectorSection title={t('record.needed-by', { count: uses.length })}>
        <AttributeLineagePicture found={found} suggestions={suggestions} uses={uses} />
      </InspectorSection>
    </Inspector>
  );
}

/** What happens if this field never comes. */
function Without({ breakage }: { breakage: Breakage | undefined }) {
  const { t, text } = useWords();
  if (!breakage) return null;
  const journeys = breakage.uses.filter((use) => use.kind === 'journey');
  if (!breakage.alone) return <span className={classes.without}>{t('record.without.others')}</span>;
  if (journeys.length === 0) return <span className={classes.without}>{t('record.without.nothing', { count: breakage.uses.length })}</span>;
  return (
    <span className={classes.without} data-breaks title={journeys.map((use) => text(use.name)).join(', ')}>
      {t('record.without.journeys', { count: journeys.length, first: journeys[0]?.name ?? {} })}
    </span>
  );
}
