import { Button } from '@mantine/core';
import { IconCheck, IconFileDescription } from '@tabler/icons-react';
import { keepIdentityCounts } from '../../../../shared/engagement/edit-measured';
import type { FinishedRun } from '../../../store/identity-run';
import { run as runStep, useEngagement, useReadOnly } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './results.module.css';

/**
 * Writes the counts into the engagement, for the documents to quote. Asked for by name and never done after a run by itself:
 * rules are tried many times before they are agreed, each try would put its half-finished numbers into the brief and a step
 * nobody made into the history.
 */
export function KeepCounts({ run, outdated }: { run: FinishedRun | undefined; outdated: boolean }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const kept = useEngagement((e) => e.measured?.identity);
  if (!run) return null;
  const isKept = kept?.at === run.at;
  const title = t(outdated ? 'identity.keep-outdated' : 'identity.keep-says');
  return (
    <Button
      variant="default"
      leftSection={isKept ? <IconCheck size={16} /> : <IconFileDescription size={16} />}
      // Of rules that are no longer there nothing should be said in a document.
      disabled={readOnly || outdated || isKept}
      title={title}
      onClick={() => runStep({ key: 'identity.step.keep' }, (e) => keepIdentityCounts(e, { report: run.report, of: run.of, at: run.at }))}
    >
      {t(isKept ? 'identity.kept' : 'identity.keep')}
    </Button>
  );
}

/** What the documents quote, when it is not what is on the screen. */
export function KeptLine({ run }: { run: FinishedRun | undefined }) {
  const { t, locale } = useWords();
  const kept = useEngagement((e) => e.measured?.identity);
  if (!kept || kept.at === run?.at) return null;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(kept.at));
  return <span className={classes.quiet}>{t('identity.kept-says', { day, people: kept.people })}</span>;
}
