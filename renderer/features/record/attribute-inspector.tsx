import { ActionIcon, Button, Progress, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCheck, IconMinus, IconTrash, IconX } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { mapField, rankField, refuseSuggestion, setOrigin, setSurvivorship, unmapField } from '../../../shared/record/edit-record';
import type { AttributeLineage, Use } from '../../../shared/record/lineage';
import { type Origin, type Survivorship, survivorships } from '../../../shared/record/schema';
import type { Suggestion } from '../../../shared/record/suggest-mappings';
import { allFields } from '../../../shared/sources/find';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { Badge } from '../../ui/badge';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './record-page.module.css';

type Props = { found: AttributeLineage; suggestions: readonly Suggestion[]; uses: readonly Use[]; onClose: () => void };

/** Where a thing that uses the attribute has a page of its own. */
const stationOf: Partial<Record<Use['kind'], string>> = { journey: 'journeys', segment: 'segments', attribute: 'record' };

/** Everything needed to decide one attribute: suggestions with reasons, the order of its sources, and who needs it. */
export function AttributeInspector({ found, suggestions, uses, onClose }: Props) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const { attribute, fields } = found;
  const step = (key: string) => ({ key, params: { attribute: attribute.label } });
  const places = new Map(allFields(engagement).map((place) => [place.field.id, place]));

  return (
    <div className={classes.inspector}>
      <div className={classes.inspectorHead}>
        <div>
          <h2 className={classes.inspectorTitle}>{text(attribute.label) || attribute.id}</h2>
          <p className={classes.quiet}>
            <Code>{attribute.id}</Code> · {t(`type.${attribute.type}`)} · {t(`pii.${attribute.pii}`)}
          </p>
        </div>
        <ActionIcon onClick={onClose} aria-label={t('common.close')}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {attribute.description && <p className={classes.quiet}>{text(attribute.description)}</p>}

      {suggestions.length > 0 && <h3 className={classes.section}>{t('record.suggestions', { count: suggestions.length })}</h3>}
      {suggestions.map((suggestion) => {
        const place = places.get(suggestion.field);
        if (!place) return null;
        return (
          <div key={suggestion.field} className={classes.suggestion}>
            <div className={classes.suggestionHead}>
              <Code>{place.field.nativeName}</Code>
              <span className={classes.quiet}>{text(place.source.name)}</span>
              <Progress value={suggestion.score * 100} w={50} color="plum" aria-label={t('record.how-sure')} />
              <strong>{Math.round(suggestion.score * 100)}%</strong>
            </div>
            <ul className={classes.reasons}>
              {suggestion.reasons.map((reason) => (
                <li key={`${reason.code}${JSON.stringify(reason.params)}`} data-for={reason.for}>
                  {reason.for ? <IconCheck size={13} /> : <IconMinus size={13} />}
                  {t(`suggestion.${reason.code}`, reason.params)}
                </li>
              ))}
            </ul>
            <div className={classes.buttons}>
              <Button
                size="compact-sm"
                disabled={readOnly}
                onClick={() => run(step('record.step.map'), (e) => mapField(e, { attribute: attribute.id, field: suggestion.field }))}
              >
                {t('record.accept')}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                disabled={readOnly}
                onClick={() => run(step('record.step.refuse'), (e) => refuseSuggestion(e, { attribute: attribute.id, field: suggestion.field }))}
              >
                {t('record.refuse')}
              </Button>
            </div>
          </div>
        );
      })}

      <h3 className={classes.section}>{t('record.order')}</h3>
      <ol className={classes.order}>
        {fields.map(({ field, source }, rank) => (
          <li key={field.id}>
            <span className={classes.rank}>{rank + 1}</span>
            <span className={classes.orderName}>
              <strong>{text(source.name)}</strong> <Code>{field.nativeName}</Code>
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
      <Select
        label={t('record.add-field')}
        placeholder={t('record.choose-field')}
        value={null}
        searchable
        limit={60}
        disabled={readOnly}
        onChange={(field) => field && run(step('record.step.map'), (e) => mapField(e, { attribute: attribute.id, field }))}
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

      <h3 className={classes.section}>{t('record.needed-by', { count: uses.length })}</h3>
      <ul className={classes.uses}>
        {uses.map((use) => {
          const station = stationOf[use.kind];
          return (
            <li key={`${use.kind}${use.id}`}>
              <Badge tone={use.kind === 'journey' ? 'accent' : 'quiet'}>{t(`use.${use.kind}`)}</Badge>
              {station ? <Link to={`/e/${engagementId}/${station}/${use.id}`}>{text(use.name)}</Link> : <span>{text(use.name)}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
