import { IconListDetails } from '@tabler/icons-react';
import type { VendorAnalysis } from '../../../shared/checklist/gap-analysis';
import { trialOutcomes } from '../../../shared/checklist/trial-schema';
import { useEngagement } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import { TrialResults } from './trial-results';
import { TrialScript } from './trial-script';
import classes from './trial-view.module.css';
import type { GapModel } from './use-gap';

type Props = {
  model: GapModel;
  /** The vendor that is being tried; undefined: the script itself. */
  tried: string | undefined;
  onTried: (vendor: string | undefined) => void;
};

/** A scripted trial: the same tasks by hand in each product, and what came of it. Beside the score, never in it. */
export function TrialView({ model, tried, onTried }: Props) {
  const { t } = useWords();
  const tasks = useEngagement((e) => e.checklist.trialTasks);
  const minutes = tasks.reduce((sum, task) => sum + (task.minutes ?? 0), 0);
  const one = model.vendors.find(({ vendor }) => vendor.id === tried);
  return (
    <div className={classes.page}>
      <div className={classes.cards} role="group" aria-label={t('gap.trial.what')}>
        <button type="button" className={classes.card} aria-pressed={!one} onClick={() => onTried(undefined)}>
          <span className={classes.name}>
            <IconListDetails size={16} aria-hidden /> {t('gap.trial.script')}
          </span>
          <span className={classes.facts}>{t('gap.trial.tasks', { count: tasks.length })}</span>
          {minutes > 0 && <span className={classes.facts}>{t('gap.trial.minutes-in-all', { count: Math.round(minutes) })}</span>}
        </button>
        {model.vendors.map((analysis) => (
          <ResultCard key={analysis.vendor.id} one={analysis} isOpen={analysis === one} onOpen={() => onTried(analysis.vendor.id)} />
        ))}
      </div>
      {one && tasks.length > 0 ? <TrialResults key={one.vendor.id} vendor={one.vendor} onScript={() => onTried(undefined)} /> : <TrialScript />}
    </div>
  );
}

/** What people managed in one product. */
function ResultCard({ one: { vendor, trial }, isOpen, onOpen }: { one: VendorAnalysis; isOpen: boolean; onOpen: () => void }) {
  const { t, locale } = useWords();
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (
    <button type="button" className={classes.card} aria-pressed={isOpen} onClick={onOpen}>
      <span className={classes.name}>
        <UserText>{vendor.name}</UserText>
        {vendor.role === 'current' && <small>{t('gap.today')}</small>}
      </span>
      {trial ? (
        <>
          <span className={classes.share}>
            <strong>{new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(trial.share * 100)}</strong> {t('gap.of-100')}
          </span>
          <span className={classes.marks} aria-hidden>
            {trialOutcomes.map((outcome) => (
              <i key={outcome} data-outcome={outcome} style={{ flexGrow: trial.outcomes[outcome] }} />
            ))}
          </span>
          <span className={classes.facts}>
            {trialOutcomes.map((outcome) => t(`gap.trial.count.${outcome}`, { count: trial.outcomes[outcome] })).join(' · ')}
          </span>
          <span className={classes.facts}>
            {[
              t('gap.trial.tried', { n: trial.tried.count, m: trial.tried.of }),
              trial.ease === undefined ? undefined : t('gap.trial.ease-mean', { ease: tenths.format(trial.ease) }),
              trial.pace === undefined ? undefined : t('gap.trial.pace', { pace: tenths.format(trial.pace) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      ) : (
        <span className={classes.facts}>{t('gap.trial.not-tried')}</span>
      )}
    </button>
  );
}
