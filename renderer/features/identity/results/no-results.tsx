import { Button, Progress } from '@mantine/core';
import { IconFileImport, IconPlayerPlay, IconSparkles, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { problemText } from '../../../../shared/i18n/translator';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { cancelIdentity, type IdentityRun, tryIdentity } from '../../../store/identity-run';
import { EmptyState } from '../../../ui/empty-state';
import { Code } from '../../../ui/isolate';
import { recordViewPaths } from '../../../ui/record-views';
import { useWords } from '../../../ui/words';
import { useIdentityNames } from '../identity-names';
import { progressName } from '../progress-name';
import classes from './results.module.css';

/** Before the first dry run, while it goes on, and when it came to nothing: each with a way on. */
export function NoResults({ run }: { run: IdentityRun }) {
  const { t } = useWords();
  const names = useIdentityNames();
  const { running, problems } = run;
  if (running)
    return (
      <div className={classes.trying} role="status">
        <p>
          {t('identity.trying')} {running.progress.file !== '' && <Code>{progressName(running.progress.file, names)}</Code>}
        </p>
        <Progress value={Math.max(2, running.progress.share * 100)} aria-label={t('identity.progress')} />
        <Button variant="default" onClick={cancelIdentity}>
          {t('common.cancel')}
        </Button>
      </div>
    );
  if (problems.some(({ code }) => code === 'samples-missing')) return <NoSamples />;
  if (problems.length > 0)
    return (
      <EmptyState
        icon={<IconTestPipe size={32} />}
        title={t('identity.failed')}
        text={problems.map((problem) => problemText(problem, t)).join(' ')}
        actions={
          <Button leftSection={<IconPlayerPlay size={16} />} onClick={tryIdentity}>
            {t('identity.try-again')}
          </Button>
        }
      />
    );
  return (
    <EmptyState
      icon={<IconTestPipe size={32} />}
      title={t('identity.not-tried')}
      text={t('identity.not-tried-text')}
      actions={
        <Button leftSection={<IconPlayerPlay size={16} />} onClick={tryIdentity}>
          {t('identity.try')}
        </Button>
      }
    />
  );
}

function NoSamples() {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  async function openSample() {
    setBusy(true);
    const made = await platform['engagements.createSample']({ language });
    setBusy(false);
    if (made.ok) navigate(`/e/${made.value.id}/${recordViewPaths['dry-run']}`);
    else setProblems(made.problems);
  }
  return (
    <EmptyState
      icon={<IconTestPipe size={32} />}
      title={t('identity.no-samples')}
      text={problems.length > 0 ? problems.map((problem) => problemText(problem, t)).join(' ') : t('identity.no-samples-text')}
      actions={
        <>
          <Button variant="default" leftSection={<IconSparkles size={16} />} loading={busy} onClick={() => void openSample()}>
            {t('home.open-sample')}
          </Button>
          <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={tryIdentity}>
            {t('identity.try-again')}
          </Button>
          <Button leftSection={<IconFileImport size={16} />} onClick={() => navigate(`/e/${engagementId}/sources`)}>
            {t('identity.bring-files')}
          </Button>
        </>
      }
    />
  );
}
