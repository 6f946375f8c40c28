import { Button } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { EmptyState } from '../ui/empty-state';
import { useWords } from '../ui/words';

/** The part that failed says so; the document is safe in its file and its copy. */
export function RouteFailed() {
  const error = useRouteError();
  const { t } = useWords();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  const message = error instanceof Error ? error.message : String(error);
  return (
    <EmptyState
      icon={<IconAlertOctagon size={32} />}
      title={t(missing ? 'frame.page-missing' : 'frame.page-failed')}
      text={missing ? undefined : t('frame.page-failed-text', { message })}
      actions={
        <>
          <Button variant="default" onClick={() => location.reload()}>
            {t('frame.reload')}
          </Button>
          <Button component="a" href="/">
            {t('frame.to-engagements')}
          </Button>
        </>
      }
    />
  );
}
