import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useProjecting } from '../store/projector';
import { useWords } from './words';

/** Shows names and addresses of people, which are hidden until it is pressed. */
export function NamesEye({ shows, onShow }: { shows: boolean; onShow: (shows: boolean) => void }) {
  const { t } = useWords();
  if (useProjecting()) return null;
  const label = t(shows ? 'executor.hide-names' : 'executor.show-names');
  return (
    <ActionIcon onClick={() => onShow(!shows)} aria-label={label} title={label} aria-pressed={shows}>
      {shows ? <IconEye size={17} /> : <IconEyeOff size={17} />}
    </ActionIcon>
  );
}
