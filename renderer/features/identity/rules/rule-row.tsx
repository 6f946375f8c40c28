import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDevices, IconGripVertical, IconHome, IconUser, type TablerIcon } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { limitWords } from '../../../../shared/identity/limit-words';
import type { IdentityReport } from '../../../../shared/identity/report';
import type { IdentityRule } from '../../../../shared/identity/schema';
import type { AttributeLineage } from '../../../../shared/record/lineage';
import { useReadOnly } from '../../../store/session';
import { Code } from '../../../ui/isolate';
import { useArrival } from '../../../ui/use-arrival';
import { useWords } from '../../../ui/words';
import type { RankedRule } from './ranked-rules';
import classes from './rules.module.css';

const ownerIcons: Record<NonNullable<IdentityRule['owner']>, TablerIcon> = { person: IconUser, household: IconHome, device: IconDevices };

type Props = {
  ranked: RankedRule;
  /** The attribute and the fields that feed it; undefined when the record no longer has it. */
  found: AttributeLineage | undefined;
  /** Undefined: no dry run belongs to these rules. */
  counted: IdentityReport['identifiers'][number] | 'none' | undefined;
  selected: boolean;
  /** What happens when the dragged row is let go here; undefined when it may not be. */
  drop: (() => void) | undefined;
  onDrag: (rule: IdentityRule | undefined) => void;
  onMove: (to: number) => void;
  onSelect: (attribute: string) => void;
};

export function RuleRow({ ranked, found, counted, selected, drop, onDrag, onMove, onSelect }: Props) {
  const { t, text, locale, language } = useWords();
  const readOnly = useReadOnly();
  const [over, setOver] = useState(false);
  const { rule, rank, up, down } = ranked;
  const name = text(found?.attribute.label) || rule.attribute;
  const row = useRef<HTMLTableRowElement>(null);
  useArrival(row, selected ? rule.attribute : undefined);
  const OwnerIcon = ownerIcons[rule.owner ?? 'person'];
  const number = numberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  const sources = [...new Set(found?.fields.map(({ source }) => text(source.name)))];
  const move = (event: KeyboardEvent) => {
    const to = event.key === 'ArrowUp' ? up : event.key === 'ArrowDown' ? down : undefined;
    if (!event.altKey || to === undefined || readOnly) return;
    event.preventDefault();
    onMove(to);
  };
  return (
    <tr
      ref={row}
      className={classes.row}
      data-selected={selected}
      data-unfed={sources.length === 0}
      data-over={over && drop !== undefined}
      onDragOver={(event) => {
        if (!drop) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        drop?.();
      }}
    >
      <td className={classes.rankCell}>
        <span
          className={classes.grip}
          draggable={!readOnly}
          aria-hidden
          title={t('identity.drag')}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', rule.attribute);
            if (row.current) event.dataTransfer.setDragImage(row.current, 20, 20);
            onDrag(rule);
          }}
          onDragEnd={() => onDrag(undefined)}
        >
          <IconGripVertical size={14} />
        </span>
        <span className={classes.rank}>{number.format(rank)}</span>
      </td>
      <th scope="row">
        <button
          type="button"
          className={classes.name}
          aria-current={selected}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => onSelect(rule.attribute)}
          onKeyDown={move}
        >
          {name}
        </button>
        <Code>{rule.attribute}</Code>
      </th>
      <td>
        <span className={classes.owner}>
          <OwnerIcon size={14} stroke={1.7} aria-hidden />
          {t(`identity.owner.${rule.owner ?? 'person'}`)}
        </span>
      </td>
      <td>{limitWords(rule, t, language)}</td>
      <td className={classes.sources} title={list.format(sources)}>
        {sources.length === 0 ? <span className={classes.quiet}>{t('identity.no-source')}</span> : list.format(sources.slice(0, 3))}
        {sources.length > 3 && <span className={classes.quiet}> {t('identity.more', { count: sources.length - 3 })}</span>}
      </td>
      <td data-number>{rule.blocked.length > 0 ? number.format(rule.blocked.length) : '–'}</td>
      {counted && <Counted counted={counted} />}
      <td className={classes.moves}>
        <ActionIcon
          size={24}
          disabled={readOnly || up === undefined}
          aria-label={t('identity.up', { attribute: name })}
          onClick={() => up !== undefined && onMove(up)}
        >
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon
          size={24}
          disabled={readOnly || down === undefined}
          aria-label={t('identity.down', { attribute: name })}
          onClick={() => down !== undefined && onMove(down)}
        >
          <IconArrowDown size={14} />
        </ActionIcon>
      </td>
    </tr>
  );
}

/** How many records it joined and how many times it was refused, in the dry run of these rules. */
function Counted({ counted }: { counted: IdentityReport['identifiers'][number] | 'none' }) {
  const { locale } = useWords();
  const number = numberFormat(locale);
  const refused = counted === 'none' ? 0 : Object.values(counted.refused).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <td data-number>{counted === 'none' ? '–' : number.format(counted.joined)}</td>
      <td data-number>{refused === 0 ? '–' : number.format(refused)}</td>
    </>
  );
}
