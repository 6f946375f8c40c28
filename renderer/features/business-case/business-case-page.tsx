import { Button, SegmentedControl } from '@mantine/core';
import { IconCoin } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { useProgress } from '../../store/derived';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useView } from '../../ui/use-view';
import { useWords } from '../../ui/words';
import classes from './business-case-page.module.css';
import { ClaimsView } from './claims-view';
import { JourneyPanel } from './journey-panel';
import { JourneysView } from './journeys-view';
import { KpiList } from './kpi-list';
import { PlannedSends } from './planned-sends';
import { RoadMap } from './road-map';
import { TotalView } from './total-view';
import { useCase } from './use-case';
import { EventsCard, PricesCard, VolumesCard } from './volumes-card';

const views = ['numbers', 'journeys', 'total', 'claims', 'plan'] as const;
type View = (typeof views)[number];

/** The client's numbers, what each journey and all of them bring, what is often claimed, and when what is introduced and sent. */
export function BusinessCasePage() {
  const { t } = useWords();
  const { done, total } = useProgress().stations.businessCase;
  const [view, setView] = useView<View>(views);
  return (
    <CasePanel view={view} onView={setView} facts={t('case.facts', { done, total })}>
      {view === 'numbers' && (
        <div className={classes.page}>
          <div className={classes.column}>
            <VolumesCard />
            <EventsCard />
            <PricesCard />
          </div>
          <KpiList />
        </div>
      )}
      {view === 'plan' && (
        <div className={classes.plan}>
          <RoadMap />
          <PlannedSends />
        </div>
      )}
    </CasePanel>
  );
}

type Props = { view: View; onView: (view: View) => void; facts: string; children: React.ReactNode };

function CasePanel({ view, onView, facts, children }: Props) {
  const { t } = useWords();
  const switcher = (
    <SegmentedControl
      value={view}
      onChange={(next) => onView(views.find((one) => one === next) ?? 'numbers')}
      data={views.map((value) => ({ value, label: t(`case.${value}`) }))}
      aria-label={t('case.view')}
    />
  );
  if (view === 'numbers' || view === 'plan')
    return (
      <Panel title={t('station.business-case')} facts={facts} views={switcher}>
        {children}
      </Panel>
    );
  return <Reckoned view={view} onView={onView} facts={facts} switcher={switcher} />;
}

/** The views that need the whole case. */
function Reckoned({ view, onView, facts, switcher }: Omit<Props, 'children'> & { switcher: React.ReactNode }) {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const of = useCase();
  const title = t('station.business-case');
  if (!of)
    return (
      <Panel title={title} facts={facts} views={switcher}>
        {null}
      </Panel>
    );
  const chosen = view === 'journeys' ? of.model.journeys.find(({ journey }) => journey === params.get('journey')) : undefined;
  const choose = (journey: string | undefined) => setParams({ view: 'journeys', ...(journey === undefined ? {} : { journey }) });
  const isBare = of.isEmpty && (view === 'total' || of.model.journeys.length === 0) && view !== 'claims';
  return (
    <Panel
      title={title}
      facts={facts}
      views={switcher}
      inspectorWidth={380}
      inspector={chosen && <JourneyPanel key={chosen.journey} of={of} journey={chosen} onClose={() => choose(undefined)} />}
    >
      {isBare ? (
        <EmptyState
          icon={<IconCoin size={30} />}
          title={t('case.empty')}
          text={t(of.model.journeys.length === 0 ? 'case.empty-journeys' : 'case.empty-numbers')}
          actions={<Button onClick={() => onView('numbers')}>{t('case.empty-go')}</Button>}
        />
      ) : (
        <div className={classes.plan}>
          {view === 'journeys' && (
            <JourneysView of={of} selected={chosen?.journey} onSelect={(journey) => choose(chosen?.journey === journey ? undefined : journey)} />
          )}
          {view === 'total' && <TotalView of={of} />}
          {view === 'claims' && <ClaimsView of={of} />}
        </div>
      )}
    </Panel>
  );
}
