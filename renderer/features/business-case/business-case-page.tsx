import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useProgress } from '../../store/derived';
import { Panel } from '../../ui/panel';
import { useWords } from '../../ui/words';
import classes from './business-case-page.module.css';
import { KpiList } from './kpi-list';
import { PlannedSends } from './planned-sends';
import { RoadMap } from './road-map';
import { EventsCard, PricesCard, VolumesCard } from './volumes-card';

/** The client's numbers and what follows from them; when what is introduced and sent. */
export function BusinessCasePage() {
  const { t } = useWords();
  const { done, total } = useProgress().stations.businessCase;
  const [view, setView] = useState<'numbers' | 'plan'>('numbers');
  return (
    <Panel
      title={t('station.business-case')}
      facts={t('case.facts', { done, total })}
      views={
        <SegmentedControl
          value={view}
          onChange={(value) => setView(value === 'plan' ? 'plan' : 'numbers')}
          data={[
            { value: 'numbers', label: t('case.numbers') },
            { value: 'plan', label: t('case.plan') },
          ]}
          aria-label={t('case.view')}
        />
      }
    >
      {view === 'numbers' ? (
        <div className={classes.page}>
          <div className={classes.column}>
            <VolumesCard />
            <EventsCard />
            <PricesCard />
          </div>
          <KpiList />
        </div>
      ) : (
        <div className={classes.plan}>
          <RoadMap />
          <PlannedSends />
        </div>
      )}
    </Panel>
  );
}
