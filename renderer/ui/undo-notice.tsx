import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

/** Says, away from where one looks, what is gone, with a way back while it is shown. */
export function showUndo({ id, message, undo, onUndo }: { id: string; message: ReactNode; undo: string; onUndo: () => void }): void {
  notifications.show({
    id,
    message: (
      <Group gap={8}>
        {message}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {undo}
        </Button>
      </Group>
    ),
  });
}
