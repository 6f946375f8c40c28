import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { wayForward } from '../../../shared/engagement/way-forward';
import { lineageOf, useProgress } from '../../store/derived';
import { useEngagement } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import { BlockedCard } from './blocked-card';
import { DeliverablesCard } from './deliverables-card';
import classes from './overview-page.module.css';
import { QuestionsCard } from './questions-card';
import { Road } from './road';

/** Where the workshop stands: one computed percentage, the road, what blocks, who owes an answer, what the client would get now. */
export function OverviewPage() {
  const { t, text, locale, direction } = useWords();
  const { engagementId } = useParams();
  const navigate = useNavigate();
  const engagement = useEngagement();
  const progress = useProgress();
  const way = wayForward(engagement, lineageOf(engagement));
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(progress.share);
  const next = engagement.journeys.find((journey) => journey.id === way.blocked[0]?.journey);
  const Arrow = direction === 'rtl' ? IconArrowLeft : IconArrowRight;
  const go = (path: string) => navigate(`/e/${engagementId}/${path}`);

  return (
    <main className={classes.sheet}>
      <div className={classes.head} data-stays>
        <div>
          <p className={classes.eyebrow}>
            <UserText>{engagement.client.name}</UserText>
          </p>
          <h1 className={classes.headline}>{t('overview.ready', { name: engagement.name, percent })}</h1>
          <p className={classes.lead}>
            {way.blocked.length > 0
              ? t('overview.way', { attributes: way.attributes.length, blocked: way.blocked.length, total: way.total })
              : way.total > 0
                ? t('overview.nothing-blocks')
                : t('overview.begin')}
          </p>
        </div>
        {next ? (
          <Button rightSection={<Arrow size={16} />} onClick={() => go(`journeys/${next.id}`)}>
            {t('overview.next-unblock', { journey: text(next.name) })}
          </Button>
        ) : (
          <Button rightSection={<Arrow size={16} />} onClick={() => go(engagement.sources.length === 0 ? 'sources' : 'journeys')}>
            {t(engagement.sources.length === 0 ? 'overview.next-sources' : 'overview.next-journeys')}
          </Button>
        )}
      </div>
      <Road progress={progress} />
      <div className={classes.cards}>
        <BlockedCard way={way} />
        <QuestionsCard />
        <DeliverablesCard way={way} />
      </div>
    </main>
  );
}
