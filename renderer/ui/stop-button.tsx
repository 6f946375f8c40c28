import { Button } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useWords } from './words';

/** Stands where what it stops was begun. */
export function StopButton({ onClick }: { onClick: () => void }) {
  const { t } = useWords();
  return (
    <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={onClick}>
      {t('common.cancel')}
    </Button>
  );
}
