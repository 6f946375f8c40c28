import { SegmentedControl } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { useWords } from '../../ui/words';

/** One customer, thousands, or those of a recorded file. */
export function SimulationViews({ view }: { view: 'walk' | 'population' | 'replay' }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  return (
    <SegmentedControl
      value={view}
      onChange={(value) => navigate(`/e/${engagementId}/journeys/~${value}`)}
      aria-label={t('simulation.view')}
      style={{ flex: 'none' }}
      data={(['walk', 'population', 'replay'] as const).map((value) => ({ value, label: t(`simulation.view.${value}`) }))}
    />
  );
}
