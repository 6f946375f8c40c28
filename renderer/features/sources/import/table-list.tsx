import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { ImportChange, ImportPlan } from '../../../../shared/sources/accept-import';
import type { ImportedSource } from '../../../../shared/sources/draft';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './import.module.css';

const PAGE = 100;

type Props = {
  imported: ImportedSource;
  plan: ImportPlan;
  isTicked: (change: ImportChange) => boolean;
  onTick: (changes: readonly ImportChange[], ticked: boolean) => void;
};

/** Every table of the file, to be found by its name or a field's, and taken or left as a whole. */
export function TableList({ imported, plan, isTicked, onTick }: Props) {
  const { t, locale } = useWords();
  const number = numberFormat(locale);
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(PAGE);
  const needle = useDeferredValue(wanted.trim().toLowerCase());
  const changesOf = useMemo(() => {
    const found = new Map<number, ImportChange[]>();
    for (const change of plan.changes) if (change.kind !== 'gone') found.set(change.position, [...(found.get(change.position) ?? []), change]);
    return found;
  }, [plan]);
  const tables = imported.objects
    .map((object, position) => ({ object, position, hit: needle === '' ? undefined : object.fields.find((f) => f.nativeName.toLowerCase().includes(needle)) }))
    .filter(({ object, hit }) => needle === '' || hit !== undefined || object.name.toLowerCase().includes(needle));
  return (
    <>
      <TextInput
        leftSection={<IconSearch size={15} />}
        placeholder={t('import.search-tables')}
        aria-label={t('import.search-tables')}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <ul className={classes.tables}>
        {tables.slice(0, shown).map(({ object, position, hit }) => {
          const changes = changesOf.get(position) ?? [];
          const count = changes.filter(isTicked).length;
          return (
            <li key={position} className={classes.tableRow}>
              <Checkbox
                checked={changes.length > 0 && count === changes.length}
                indeterminate={count > 0 && count < changes.length}
                disabled={changes.length === 0}
                onChange={(event) => onTick(changes, event.currentTarget.checked)}
                aria-label={object.name}
              />
              <span className={classes.tableName}>
                <Code title={object.name}>{object.name}</Code>
                {(object.label ?? object.note) && <UserText>{object.label ?? object.note ?? ''}</UserText>}
                {hit && <Code title={hit.nativeName}>{hit.nativeName}</Code>}
              </span>
              <span className={classes.quiet}>
                {changes.length === 0
                  ? t('import.table-unchanged')
                  : t('import.table-facts', { ticked: number.format(count), fields: number.format(object.fields.length) })}
              </span>
            </li>
          );
        })}
      </ul>
      {tables.length === 0 && <p className={classes.quiet}>{t('import.no-table')}</p>}
      {tables.length > shown && (
        <Button variant="subtle" onClick={() => setShown(shown + 4 * PAGE)}>
          {t('import.show-more', { count: tables.length - shown })}
        </Button>
      )}
    </>
  );
}
