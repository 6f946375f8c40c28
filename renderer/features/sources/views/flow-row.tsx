import { Button, MultiSelect, Select } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { memo } from 'react';
import { Link, useParams } from 'react-router';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { addNote } from '../../../../shared/notes/edit-notes';
import { editSource, type SourcePatch } from '../../../../shared/sources/edit-sources';
import { type Source, sourceSchema, type Transport, transports } from '../../../../shared/sources/schema';
import { newId } from '../../../store/new-id';
import { run, useReadOnly } from '../../../store/session';
import { Badge } from '../../../ui/badge';
import { UserText } from '../../../ui/isolate';
import { Private } from '../../../ui/private';
import { TypedInput } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import classes from './flows-view.module.css';
import views from './views.module.css';

export type FlowFigures = {
  /** Attributes and events that it gives. */
  feeds: number;
  events: number;
  open: number;
  /** A question about the system itself is open. */
  asked: boolean;
};

const directions = sourceSchema.shape.direction.options;

/** One system. What is not agreed is said where it would stand, and can be typed there or asked for. */
export const FlowRow = memo(function FlowRow({ source, feeds, events, open, asked }: { source: Source } & FlowFigures) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const readOnly = useReadOnly();
  const number = numberFormat(locale);
  const name = text(source.name);
  const change = (patch: SourcePatch, part: string) =>
    run({ key: 'sources.step.edit-source', params: { name: source.name } }, (e) => editSource(e, { id: source.id, source: patch }), `${source.id}:${part}`);
  const missing = [
    ...(source.transports.length === 0 ? [t('flows.missing.transports')] : []),
    ...(['frequency', 'owner', 'contact'] as const).flatMap((part) => (source[part] ? [] : [t(`flows.missing.${part}`)])),
  ];
  const cell = (part: 'frequency' | 'owner' | 'contact') => (
    <td data-missing={!source[part]}>
      <Private of={part === 'contact' ? undefined : ''}>
        <TypedInput
          aria-label={t('flows.cell', { column: t(`flows.column.${part}`), source: name })}
          placeholder={t(`flows.missing.${part}`)}
          value={source[part] ?? ''}
          onType={(words) => change({ [part]: words }, part)}
          disabled={readOnly}
          maxLength={200}
        />
      </Private>
    </td>
  );
  const fields = source.objects.reduce((sum, object) => sum + object.fields.length, 0);
  return (
    <tr>
      <th scope="row">
        <Link to={`/e/${engagementId}/sources/${source.id}`} className={classes.name}>
          <UserText>{name}</UserText>
        </Link>
        {source.product && (
          <span className={classes.product}>
            <UserText>{source.product}</UserText>
          </span>
        )}
      </th>
      <td data-missing={source.transports.length === 0}>
        <MultiSelect
          aria-label={t('flows.cell', { column: t('flows.column.transports'), source: name })}
          placeholder={source.transports.length === 0 ? t('flows.missing.transports') : ''}
          value={source.transports}
          onChange={(value) => change({ transports: value as Transport[] }, 'transports')}
          data={transports.map((value) => ({ value, label: t(`transport.${value}`) }))}
          disabled={readOnly}
          hiddenInputProps={{ 'aria-hidden': true }}
        />
      </td>
      <td>
        <Select
          aria-label={t('flows.cell', { column: t('flows.column.direction'), source: name })}
          value={source.direction}
          onChange={(value) => change({ direction: value as Source['direction'] }, 'direction')}
          data={directions.map((value) => ({ value, label: t(`source-direction.${value}`) }))}
          allowDeselect={false}
          disabled={readOnly}
        />
      </td>
      {cell('frequency')}
      {cell('owner')}
      {cell('contact')}
      <td className={views.number}>{number.format(fields)}</td>
      <td>
        {feeds + events === 0 ? (
          <span className={views.quiet}>{t('flows.feeds-nothing')}</span>
        ) : (
          <span className={classes.feeds}>
            {feeds > 0 && <span>{t('flows.attributes', { count: feeds })}</span>}
            {events > 0 && <span>{t('flows.events', { count: events })}</span>}
          </span>
        )}
      </td>
      <td>
        <span className={classes.open}>
          {open > 0 && (
            <Link to="?view=questions" className={classes.openLink}>
              <Badge tone="waiting" icon={<IconMessageQuestion size={13} />}>
                {t('flows.open', { count: open })}
              </Badge>
            </Link>
          )}
          {missing.length > 0 &&
            (asked ? (
              <span className={views.quiet}>{t('flows.asked')}</span>
            ) : (
              <Button
                size="compact-xs"
                variant="default"
                disabled={readOnly}
                aria-label={t('flows.ask-about', { source: name })}
                onClick={() =>
                  run({ key: 'flows.step.ask', params: { source: source.name } }, (e) =>
                    addNote(e, {
                      id: newId(),
                      now: new Date().toISOString(),
                      note: {
                        kind: 'question',
                        text: t('flows.question', { source: name, missing: missing.join(' · ') }),
                        about: { kind: 'source', id: source.id },
                        ...(source.owner && { owner: source.owner }),
                      },
                    }),
                  )
                }
              >
                {t('flows.ask')}
              </Button>
            ))}
        </span>
      </td>
    </tr>
  );
});
