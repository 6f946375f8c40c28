import { Button, Loader } from '@mantine/core';
import { IconAlertOctagon, IconEye } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Outlet, useNavigate, useParams } from 'react-router';
import { problemText } from '../../shared/i18n/translator';
import { overwriteFile } from '../store/autosave';
import { closeCurrent, openById } from '../store/open';
import { useProjecting } from '../store/projector';
import { useSession } from '../store/session';
import { EmptyState } from '../ui/empty-state';
import { useWords } from '../ui/words';
import { CheatSheet } from './cheat-sheet';
import { ClockBar } from './clock-bar';
import classes from './engagement-frame.module.css';
import { Palette } from './palette';
import { ProblemsDrawer } from './problems-drawer';
import { Projector } from './projector/projector';
import { Rail } from './rail';
import { useShortcuts } from './shortcuts';
import { SnapshotDialog } from './snapshot-dialog';
import { StatusLine } from './status-line';
import { TopBar } from './top-bar';

/** Rail, top bar, the page, status line; before a room the page alone. Opens the engagement the address names. */
export function EngagementFrame() {
  const { engagementId = '' } = useParams();
  const session = useSession();
  const navigate = useNavigate();
  const { t } = useWords();
  const isProjecting = useProjecting();
  useShortcuts();

  useEffect(() => {
    void openById(engagementId);
  }, [engagementId]);

  if (session.status === 'failed') {
    return (
      <EmptyState
        icon={<IconAlertOctagon size={32} />}
        title={t('frame.cannot-open')}
        text={session.problems.map((p) => problemText(p, t)).join(' ')}
        actions={
          <Button
            onClick={async () => {
              await closeCurrent();
              navigate('/');
            }}
          >
            {t('frame.to-engagements')}
          </Button>
        }
      />
    );
  }
  if (session.status !== 'open' || session.id !== engagementId) {
    return (
      <div className={classes.opening}>
        <Loader size="sm" aria-label={t('frame.opening')} />
      </div>
    );
  }
  return (
    <div className={classes.frame} data-projecting={isProjecting || undefined}>
      {!isProjecting && <Rail />}
      {!isProjecting && <TopBar />}
      <div className={classes.banners}>
        {session.readOnly !== 'no' && (
          <div className={classes.banner} role="status">
            <IconEye size={16} />
            <span>{t(session.readOnly === 'other-window' ? 'frame.read-only-other-window' : 'frame.read-only-changed')}</span>
            <Button size="compact-xs" variant="white" onClick={() => location.reload()}>
              {t('frame.reload')}
            </Button>
            <Button size="compact-xs" onClick={() => void (session.readOnly === 'other-window' ? openById(engagementId, { takeOver: true }) : overwriteFile())}>
              {t(session.readOnly === 'other-window' ? 'frame.take-over' : 'frame.keep-mine')}
            </Button>
          </div>
        )}
        <ClockBar />
      </div>
      <div className={classes.page}>
        <Outlet />
      </div>
      {isProjecting ? <Projector /> : <StatusLine />}
      <Palette />
      <ProblemsDrawer />
      <SnapshotDialog />
      <CheatSheet />
    </div>
  );
}
