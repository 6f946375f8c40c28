import { Drawer } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { create } from 'zustand';
import { bySeverity } from '../../shared/problem';
import { useProblems } from '../store/derived';
import { placeOfProblem } from '../store/places';
import { useEngagement } from '../store/session';
import { EmptyState } from '../ui/empty-state';
import { ProblemList } from '../ui/problem-list';
import { useWords } from '../ui/words';

const openStore = create(() => ({ open: false }));
export const openProblems = () => openStore.setState({ open: true });
const close = () => openStore.setState({ open: false });

/** All problems of the engagement, what blocks first; each leads to its place. */
export function ProblemsDrawer() {
  const { open } = openStore();
  const { t, direction } = useWords();
  return (
    <Drawer
      opened={open}
      onClose={close}
      position={direction === 'rtl' ? 'left' : 'right'}
      size={420}
      title={t('problems.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <AllProblems />
    </Drawer>
  );
}

/** Only there while the drawer is: a closed one has nothing to do with every keystroke. */
function AllProblems() {
  const { t, text } = useWords();
  const problems = useProblems();
  const engagement = useEngagement();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  if (problems.length === 0) return <EmptyState icon={<IconCircleCheck size={32} />} title={t('problems.none')} />;
  return (
    <ProblemList
      problems={bySeverity(problems).slice(0, 200)}
      place={(p) => {
        const place = placeOfProblem(p, engagement);
        return place ? text(place.name) : '';
      }}
      onGo={(p) => {
        const place = placeOfProblem(p, engagement);
        if (!place) return;
        close();
        navigate(`/e/${engagementId}/${place.path}`);
      }}
    />
  );
}
