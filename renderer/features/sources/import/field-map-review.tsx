import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconMessageCheck, IconMinus, IconPencil, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { createAllWords } from '../../../../shared/i18n/all-words';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { Problem } from '../../../../shared/problem';
import { acceptFieldMap } from '../../../../shared/sources/accept-field-map';
import type { FieldMapChange } from '../../../../shared/sources/field-map-change';
import { fieldColumns, questionColumns, recordColumns } from '../../../../shared/sources/field-map-columns';
import type { ReturnedFieldMap } from '../../../../shared/sources/field-map-return';
import { planFieldMap } from '../../../../shared/sources/plan-field-map';
import { newId } from '../../../store/new-id';
import { run, useEngagement } from '../../../store/session';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { Code, UserText } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { Figure } from './figure';
import classes from './import.module.css';
import { ReviewFoot } from './review-foot';

const kinds = ['added', 'renamed', 'retyped', 'changed', 'answered', 'removed'] as const;
const tones = {
  added: 'good',
  renamed: 'accent',
  retyped: 'waiting',
  changed: 'accent',
  answered: 'good',
  removed: 'blocking',
} satisfies Record<FieldMapChange['kind'], BadgeTone>;
const icons = { added: IconPlus, renamed: IconPencil, retyped: IconRefresh, changed: IconPencil, answered: IconMessageCheck, removed: IconMinus };
/** Columns whose cells are technical tokens. */
const codes = new Set(['nativeName', 'nativeType', 'object', 'eventProperties', 'example', 'id']);
const PAGE = 200;
const words = createAllWords();
const columnsOf = { fields: fieldColumns, record: recordColumns, questions: questionColumns };

type Props = { returned: ReturnedFieldMap; problems: readonly Problem[]; onCancel: () => void; onAccepted: () => void };

/** Our own field map as the client sent it back: what was changed in it, cell by cell, to accept or refuse. */
export function FieldMapReview({ returned, problems, onCancel, onAccepted }: Props) {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const number = numberFormat(locale);
  const plan = useMemo(() => planFieldMap(engagement, returned, words), [engagement, returned]);
  const [said, setSaid] = useState<Readonly<Record<string, boolean>>>({});
  const [shown, setShown] = useState(PAGE);
  const isTicked = (change: FieldMapChange) => said[change.id] ?? change.ticked;
  const ticked = plan.changes.filter(isTicked);
  const all = [...problems, ...plan.problems];
  const count = (kind: FieldMapChange['kind']) => plan.changes.filter((change) => change.kind === kind).length;

  function accept() {
    run({ key: 'import.step', params: { file: returned.file, count: ticked.length } }, (e) =>
      acceptFieldMap(e, { returned, ticked: new Set(ticked.map((change) => change.id)), words, newId }),
    );
    onAccepted();
  }

  return (
    <>
      <p className={classes.quiet}>
        <Code>{returned.file}</Code> · {t('import.kind.field-map')}
        {returned.writtenAt && ` · ${t('field-map-review.written', { date: returned.writtenAt.slice(0, 10) })}`}
      </p>
      <div className={classes.figures}>
        <Figure value={number.format(count('added'))} label={t('field-map-review.kind.added')} />
        <Figure value={number.format(count('answered'))} label={t('field-map-review.kind.answered')} />
        <Figure value={number.format(count('removed'))} label={t('field-map-review.kind.removed')} />
        <Figure value={number.format(ticked.length)} label={t('import.ticked')} accent />
      </div>
      {all.length > 0 && <ProblemList problems={all.slice(0, 50)} />}
      {plan.changes.length === 0 && <p className={classes.quiet}>{t('import.no-changes')}</p>}
      {kinds.map((kind) => {
        const changes = plan.changes.filter((change) => change.kind === kind);
        if (changes.length === 0) return null;
        return (
          <section key={kind}>
            <h3 className={classes.objectName}>{t('field-map-review.head', { kind: t(`field-map-review.kind.${kind}`), count: changes.length })}</h3>
            <ul className={classes.changes}>
              {changes.slice(0, shown).map((change) => (
                <ChangeRow key={change.id} change={change} ticked={isTicked(change)} onTick={(value) => setSaid((old) => ({ ...old, [change.id]: value }))} />
              ))}
            </ul>
            {changes.length > shown && (
              <Button variant="subtle" onClick={() => setShown(shown + PAGE * 4)}>
                {t('import.show-more', { count: changes.length - shown })}
              </Button>
            )}
          </section>
        );
      })}
      <ReviewFoot count={ticked.length} onAccept={accept} onCancel={onCancel} />
    </>
  );
}

function ChangeRow({ change, ticked, onTick }: { change: FieldMapChange; ticked: boolean; onTick: (ticked: boolean) => void }) {
  const { t, direction } = useWords();
  const Icon = icons[change.kind];
  const column = columnsOf[change.sheet](t).find(({ key }) => key === change.column)?.title;
  const isCode = change.column !== undefined && codes.has(change.column);
  const place = [change.source, change.object].filter((name) => name !== '');
  return (
    <li className={classes.change} data-kind={change.kind === 'removed' ? 'gone' : change.kind}>
      <Checkbox checked={ticked} onChange={(event) => onTick(event.currentTarget.checked)} aria-label={change.name || change.object} />
      <Code title={change.name}>{change.name || change.object}</Code>
      <Badge tone={tones[change.kind]}>
        <Icon size={12} aria-hidden /> {column ?? t(`field-map-review.kind.${change.kind}`)}
      </Badge>
      <span className={classes.changeFacts}>
        {place.map((name, i) => (
          <span key={name}>
            {i > 0 && ' · '}
            <UserText>{name}</UserText>
          </span>
        ))}
        {change.row > 0 && ` · ${t('field-map-review.row', { row: change.row })}`}
        {change.kind !== 'removed' && (change.before !== '' || change.after !== '') && (
          <span className={classes.beforeAfter} dir={isCode ? 'ltr' : undefined}>
            <Cell code={isCode}>{change.before}</Cell>
            <span aria-hidden>{!isCode && direction === 'rtl' ? '←' : '→'}</span>
            <Cell code={isCode}>{change.after}</Cell>
          </span>
        )}
      </span>
      {change.changedHere && (
        <span className={classes.changeFacts}>
          <IconAlertTriangle size={13} aria-hidden /> {t('field-map-review.changed-here')}
        </span>
      )}
      {change.kind === 'removed' && change.feeds.length > 0 && (
        <span className={classes.changeFacts}>
          <IconAlertTriangle size={13} aria-hidden /> {t('import.feeds', { attributes: change.feeds.join(', ') })}
        </span>
      )}
    </li>
  );
}

function Cell({ code, children }: { code: boolean; children: string }) {
  const { t } = useWords();
  if (children === '') return <em>{t('field-map-review.empty')}</em>;
  return code ? <Code>{children}</Code> : <UserText>{children}</UserText>;
}
