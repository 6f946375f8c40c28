import { Button, Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Catalogue } from '../../../../shared/catalogue/schema';
import { acceptQuestionnaire } from '../../../../shared/checklist/questionnaire/accept-questionnaire';
import type { QuestionnaireChange } from '../../../../shared/checklist/questionnaire/questionnaire-change';
import { type QuestionnaireSheet, questionnaireSheets } from '../../../../shared/checklist/questionnaire/questionnaire-columns';
import type { ReturnedQuestionnaire } from '../../../../shared/checklist/questionnaire/questionnaire-return';
import { readQuestionnaire } from '../../../../shared/checklist/questionnaire/read-questionnaire';
import type { Vendor } from '../../../../shared/checklist/schema';
import { createAllWords } from '../../../../shared/i18n/all-words';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { Problem } from '../../../../shared/problem';
import { newId } from '../../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { UserText } from '../../../ui/isolate';
import { Private } from '../../../ui/private';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import classes from './questionnaire.module.css';

const words = createAllWords();
const tones = { added: 'good', changed: 'accent', removed: 'blocking' } satisfies Record<QuestionnaireChange['kind'], BadgeTone>;

type Props = { returned: ReturnedQuestionnaire; vendor: Vendor; catalogue: Catalogue; problems: readonly Problem[]; onDone: () => void };

/** What a vendor's file would change, answer by answer, to accept or refuse; one step of history. */
export function AnswersReview({ returned, vendor, catalogue, problems, onDone }: Props) {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const number = numberFormat(locale);
  const review = useMemo(
    () => readQuestionnaire({ engagement, catalogue, words }, returned, { vendor: vendor.id }),
    [engagement, catalogue, returned, vendor.id],
  );
  const [said, setSaid] = useState<Readonly<Record<string, boolean>>>({});
  if (!review) return null;
  const isTicked = (change: QuestionnaireChange) => said[change.id] ?? change.ticked;
  const ticked = review.changes.filter(isTicked);
  const conflicts = review.changes.filter(({ conflict }) => conflict).length;
  const all = [...problems, ...review.problems];
  const choose = (wanted: (change: QuestionnaireChange) => boolean) => setSaid(Object.fromEntries(review.changes.map((change) => [change.id, wanted(change)])));

  function accept() {
    const ids = new Set(ticked.map(({ id }) => id));
    run({ key: 'questionnaire-review.step', params: { vendor: vendor.name, file: returned.file } }, (e) =>
      acceptQuestionnaire(e, { returned, vendor: vendor.id, ticked: ids, catalogue, words, newId }),
    );
    notifications.show({ message: t('questionnaire-review.accepted', { vendor: vendor.name }) });
    onDone();
  }

  return (
    <>
      <div className={classes.figures}>
        <Figure value={number.format(review.changes.length)} label={t('field-map-review.kind.changed')} />
        <Figure value={number.format(conflicts)} label={t('questionnaire-review.conflicts')} />
        <Figure value={number.format(review.unchanged)} label={t('questionnaire-review.unchanged')} />
        <Figure value={number.format(ticked.length)} label={t('import.ticked')} accent />
      </div>
      {review.witness.by && (
        <Private silent>
          <p className={classes.quiet}>{t('questionnaire-review.by', { by: review.witness.by })}</p>
        </Private>
      )}
      {all.length > 0 && <ProblemList problems={all.slice(0, 60)} />}
      {review.changes.length === 0 ? (
        <p className={classes.quiet}>{t('import.no-changes')}</p>
      ) : (
        <div className={classes.chooses}>
          <Button size="compact-xs" variant="subtle" onClick={() => choose(({ conflict, kind }) => !conflict && kind !== 'removed')}>
            {t('questionnaire-review.all')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => choose(() => false)}>
            {t('questionnaire-review.none')}
          </Button>
        </div>
      )}
      {questionnaireSheets.map((sheet) => (
        <ChangesOf key={sheet} sheet={sheet} changes={review.changes} isTicked={isTicked} onTick={(id, value) => setSaid((old) => ({ ...old, [id]: value }))} />
      ))}
      <div className={classes.foot}>
        <Button onClick={accept} disabled={readOnly || ticked.length === 0} data-testid="accept-questionnaire">
          {t('import.accept', { count: ticked.length })}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <span className={classes.quiet}>{t('import.one-step')}</span>
      </div>
    </>
  );
}

function Figure({ value, label, accent = false }: { value: string; label: string; accent?: boolean }) {
  return (
    <div className={classes.figure} data-accent={accent}>
      <strong>{value}</strong>
      {label}
    </div>
  );
}

type ListProps = {
  sheet: QuestionnaireSheet;
  changes: readonly QuestionnaireChange[];
  isTicked: (change: QuestionnaireChange) => boolean;
  onTick: (id: string, ticked: boolean) => void;
};

function ChangesOf({ sheet, changes, isTicked, onTick }: ListProps) {
  const { t } = useWords();
  const own = changes.filter((change) => change.sheet === sheet);
  if (own.length === 0) return null;
  return (
    <section>
      <h3 className={classes.sheet}>{t('field-map-review.head', { kind: t(`questionnaire.sheet.${sheet}`), count: own.length })}</h3>
      <ul className={classes.changes}>
        {own.map((change) => (
          <ChangeRow key={change.id} change={change} ticked={isTicked(change)} onTick={(value) => onTick(change.id, value)} />
        ))}
      </ul>
    </section>
  );
}

function ChangeRow({ change, ticked, onTick }: { change: QuestionnaireChange; ticked: boolean; onTick: (ticked: boolean) => void }) {
  const { t, direction } = useWords();
  const column = t(`questionnaire.column.${change.column}`);
  return (
    <li className={classes.change} data-kind={change.kind}>
      <Checkbox checked={ticked} onChange={(event) => onTick(event.currentTarget.checked)} aria-label={`${change.name}: ${column}`} />
      <span className={classes.name}>
        <UserText>{change.name}</UserText>
      </span>
      <Badge tone={tones[change.kind]}>{column}</Badge>
      <span className={classes.facts}>
        {change.before !== '' && (
          <>
            <del>
              <UserText>{change.before}</UserText>
            </del>
            <span aria-hidden> {direction === 'rtl' ? '←' : '→'} </span>
          </>
        )}
        {change.after === '' ? <em>{t('field-map-review.empty')}</em> : <UserText>{change.after}</UserText>}
      </span>
      <span className={classes.row}>{t('field-map-review.row', { row: change.row })}</span>
      {change.conflict && (
        <span className={classes.conflict}>
          <IconAlertTriangle size={13} aria-hidden /> {t(`questionnaire-review.conflict.${change.conflict}`)}
        </span>
      )}
    </li>
  );
}
