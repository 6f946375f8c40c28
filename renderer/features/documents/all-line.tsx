import { Progress } from '@mantine/core';
import { IconAlertOctagon, IconCircleCheck, IconPlayerStop } from '@tabler/icons-react';
import type { WantedDocument } from '../../../shared/pack/pack-documents';
import { useEngagement } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { ProblemList } from '../../ui/problem-list';
import { StopButton } from '../../ui/stop-button';
import { useWords } from '../../ui/words';
import classes from './documents-page.module.css';
import type { AllMade, useMaking } from './use-making';

/** Which of all documents is being made and how many are left, or what came of them. */
export function AllLine({ making: { all, last, by, cancelAll } }: { making: ReturnType<typeof useMaking> }) {
  const { t } = useWords();
  if (!all) return last ? <Ended last={last} failed={[...by].filter(([, { step }]) => step === 'failed').map(([path]) => path)} /> : null;
  return (
    <>
      <span role="status" className={classes.file} title={all.document.path}>
        <DocumentName document={all.document} />
      </span>
      <span className={classes.left}>{t('documents.left', { count: all.of - all.count + 1 })}</span>
      <Progress value={((all.count - 1) / all.of) * 100} flex={1} maw={320} aria-label={t('documents.making', { count: all.count, of: all.of })} />
      <StopButton onClick={cancelAll} />
    </>
  );
}

function DocumentName({ document: { kind, journey: id, form } }: { document: WantedDocument }) {
  const { t, text } = useWords();
  const journey = useEngagement((e) => e.journeys.find((one) => one.id === id));
  return (
    <>
      {t('documents.making-one', { document: t(`document.kind.${kind}`) })}
      {journey && (
        <>
          {' · '}
          <UserText>{text(journey.name)}</UserText>
        </>
      )}
      {form === 'page' && <> · {t('documents.save-page')}</>}
    </>
  );
}

function Ended({ last: { made, of, folder, stopped, problems }, failed }: { last: AllMade; failed: readonly string[] }) {
  const { t } = useWords();
  const isWhole = !stopped && problems.length === 0 && failed.length === 0;
  const [Icon, tone] = isWhole ? [IconCircleCheck, classes.done] : stopped ? [IconPlayerStop, classes.load] : [IconAlertOctagon, classes.not];
  return (
    <div className={classes.ended}>
      <p className={classes.last} role="status">
        <Icon size={16} className={tone} aria-hidden />
        <span>
          {stopped && `${t('documents.all-stopped')} `}
          {folder !== undefined ? (
            <>
              {t('documents.all-in-folder', { made, of })} <UserText>{folder}</UserText>
            </>
          ) : (
            t(made > 0 ? 'documents.all-made' : 'documents.all-none', { made, of })
          )}
          {failed.length > 0 && !stopped && ` · ${t('documents.not-made', { documents: failed.join(', ') })}`}
        </span>
      </p>
      {problems.length > 0 && <ProblemList problems={problems} />}
    </div>
  );
}
