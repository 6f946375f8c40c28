import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconEraser, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Vendor } from '../../../shared/checklist/schema';
import { type TrialResult, type TrialTask, trialOutcomes } from '../../../shared/checklist/trial-schema';
import { useEngagement, useReadOnly } from '../../store/session';
import { NumberField } from '../../ui/number-field';
import { Private } from '../../ui/private';
import { Quiet } from '../../ui/quiet';
import { TypedInput } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import { StopWatch } from './stop-watch';
import { dropResult, writeResult } from './trial-commands';
import classes from './trial-view.module.css';

/** From 1 to 5. */
const eases = ['very-hard', 'hard', 'so-so', 'easy', 'very-easy'] as const;

/** One product under the hands: how each task went, as it happens. */
export function TrialResults({ vendor, onScript }: { vendor: Vendor; onScript: () => void }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const tasks = useEngagement((e) => e.checklist.trialTasks);
  const all = useEngagement((e) => e.checklist.trialResults);
  const results = all.filter((result) => result.vendor === vendor.id);
  // Mostly one person goes through the whole script; her name goes with each result that is new.
  const [by, setBy] = useState(results.findLast((result) => result.by !== undefined)?.by ?? '');
  return (
    <section className={classes.results}>
      <div className={classes.resultsHead}>
        <Private silent>
          <TextInput
            label={t('gap.trial.who')}
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
            dir="auto"
            maxLength={200}
            disabled={readOnly}
            w={220}
          />
        </Private>
        <Quiet>{t('gap.trial.how')}</Quiet>
        <Button variant="subtle" leftSection={<IconPencil size={15} />} onClick={onScript}>
          {t('gap.trial.edit-script')}
        </Button>
      </div>
      <ol className={classes.tries}>
        {tasks.map((task, at) => (
          <Try key={task.id} n={at + 1} task={task} vendor={vendor} result={results.find((result) => result.task === task.id)} by={by.trim() || undefined} />
        ))}
      </ol>
    </section>
  );
}

type TryProps = { n: number; task: TrialTask; vendor: Vendor; result: TrialResult | undefined; by: string | undefined };

function Try({ n, task, vendor, result, by }: TryProps) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  // A watch that was stopped before anybody said how it went: kept here until somebody does.
  const [stopped, setStopped] = useState<number>();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const write = (patch: Parameters<typeof writeResult>[2], part?: string) => writeResult(vendor, task.id, patch, part);
  function went(outcome: TrialResult['outcome']) {
    if (result) write({ outcome });
    else write({ outcome, ...(by !== undefined && { by }), ...(stopped !== undefined && { minutes: stopped }) });
    setStopped(undefined);
  }
  function took(minutes: number) {
    if (result) write({ minutes });
    else setStopped(minutes);
  }
  const minutes = result?.minutes ?? stopped;
  return (
    <li className={classes.try} data-outcome={result?.outcome}>
      <div className={classes.asked}>
        <span className={classes.n}>{number.format(n)}</span>
        <p dir="auto">{task.task}</p>
        {task.minutes !== undefined && <span className={classes.facts}>{t('gap.trial.expects', { count: task.minutes })}</span>}
      </div>
      <div className={classes.entry}>
        <div role="group" aria-label={t('gap.trial.outcome-of', { n })} className={classes.outcomes}>
          {trialOutcomes.map((outcome) => (
            <button
              type="button"
              key={outcome}
              data-outcome={outcome}
              aria-pressed={result?.outcome === outcome}
              disabled={readOnly}
              onClick={() => went(outcome)}
            >
              {t(`gap.trial.outcome.${outcome}`)}
            </button>
          ))}
        </div>
        <div className={classes.time}>
          <StopWatch label={t('gap.trial.watch-of', { n })} disabled={readOnly} onStopped={took} />
          <NumberField
            label={t('gap.trial.minutes-of', { n })}
            hideLabel
            value={minutes}
            onChange={(next) => (result ? write({ minutes: next || undefined }, 'minutes') : setStopped(next || undefined))}
            placeholder={t('gap.trial.minutes')}
            max={10_000}
            disabled={readOnly}
          />
        </div>
        <div role="group" aria-label={t('gap.trial.ease-of', { n })} className={classes.eases}>
          {eases.map((name, at) => {
            const ease = at + 1;
            return (
              <button
                type="button"
                key={name}
                aria-pressed={result?.ease === ease}
                aria-label={t(`gap.trial.ease.${name}`)}
                title={t(`gap.trial.ease.${name}`)}
                disabled={readOnly || !result}
                onClick={() => write({ ease: result?.ease === ease ? undefined : ease })}
              >
                {number.format(ease)}
              </button>
            );
          })}
        </div>
        <Private silent>
          <TypedInput
            aria-label={t('gap.trial.note-of', { n })}
            placeholder={result ? t('gap.trial.note') : t('gap.trial.first-outcome')}
            value={result?.note ?? ''}
            onType={(note) => write({ note }, 'note')}
            disabled={readOnly || !result}
            maxLength={2000}
          />
          <TypedInput
            aria-label={t('gap.trial.by-of', { n })}
            placeholder={t('gap.trial.by')}
            value={result?.by ?? ''}
            onType={(who) => write({ by: who }, 'by')}
            disabled={readOnly || !result}
            maxLength={200}
          />
        </Private>
        <ActionIcon
          size={28}
          aria-label={t('gap.trial.clear', { n })}
          title={t('gap.trial.clear', { n })}
          disabled={readOnly || !result}
          onClick={() => dropResult(vendor, task.id)}
        >
          <IconEraser size={15} />
        </ActionIcon>
      </div>
    </li>
  );
}
