import { ActionIcon } from '@mantine/core';
import { IconCloudUpload, IconPlus } from '@tabler/icons-react';
import { numberFormat } from '../../../shared/i18n/number-format';
import type { Source } from '../../../shared/sources/schema';
import { useReadOnly } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './sources-page.module.css';

type Props = {
  sources: readonly Source[];
  selected: string;
  mapped: ReadonlySet<string>;
  onSelect: (id: string) => void;
  onAdd: () => void;
  onChooseFiles: () => void;
};

/** Every system with how much of it is mapped and how its data comes. */
export function SourceList({ sources, selected, mapped, onSelect, onAdd, onChooseFiles }: Props) {
  const { t, text, locale } = useWords();
  const readOnly = useReadOnly();
  const number = numberFormat(locale);
  return (
    <nav className={classes.list} aria-label={t('sources.systems')}>
      <div className={classes.listHead}>
        {t('sources.systems')}
        <ActionIcon onClick={onAdd} aria-label={t('sources.add')} disabled={readOnly}>
          <IconPlus size={16} />
        </ActionIcon>
      </div>
      {sources.map((source) => {
        const fields = source.objects.flatMap((object) => object.fields);
        const done = fields.filter((field) => mapped.has(field.id) || field.eventProperties.length > 0).length;
        return (
          <button type="button" key={source.id} className={classes.source} aria-current={source.id === selected} onClick={() => onSelect(source.id)}>
            <span className={classes.sourceName}>
              <UserText>{text(source.name)}</UserText>
            </span>
            <span className={classes.sourceCount} dir="ltr" title={t('sources.mapped-of', { mapped: done, total: fields.length })}>
              {number.format(done)}/{number.format(fields.length)}
            </span>
            <span className={classes.bar} aria-hidden>
              <span className={classes.barFill} style={{ width: `${fields.length ? (done / fields.length) * 100 : 0}%` }} />
            </span>
            <span className={classes.sourceFacts}>
              {source.transports.map((transport) => t(`transport.${transport}`)).join(' · ') || t('sources.no-transport')}
            </span>
          </button>
        );
      })}
      <button type="button" className={classes.drop} onClick={onChooseFiles} disabled={readOnly}>
        <IconCloudUpload size={20} />
        {t('sources.drop')}
        <span className={classes.quiet}>CSV, XLSX, SQL, JSON, OpenAPI</span>
      </button>
    </nav>
  );
}
