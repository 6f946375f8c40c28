import { SegmentedControl } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { useWords } from '../../ui/words';

/** One customer, or thousands. */
export function SimulationViews({ view }: { view: 'walk' | 'population' }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  return (
    <SegmentedControl
      value={view}
      onChange={(value) => navigate(`/e/${engagementId}/journeys/~${value}`)}
      aria-label={t('simulation.view')}
      style={{ flex: 'none' }}
      data={(['walk', 'population'] as const).map((value) => ({ value, label: t(`simulation.view.${value}`) }))}
    />
  );
}
