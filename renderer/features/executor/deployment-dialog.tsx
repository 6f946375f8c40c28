import { Button, Group, Modal } from '@mantine/core';
import type { DeploymentBundle, DeploymentSummary } from '../../../shared/executor/api';
import type { Speaker } from '../../../shared/journey/node-label';
import type { PeopleInside } from '../../ui/publish/people-inside';
import { type Moves, PublishDialog } from '../../ui/publish/publish-dialog';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

export type State = 'live' | 'paused' | 'draining' | 'retired';

/** What somebody is about to do with a deployment. `back`: make it take people in again in the place of what runs now. */
export type Intent = { deployment: DeploymentSummary } & (
  | { kind: 'pause' | 'resume' | 'drain' | 'end'; state: State }
  | { kind: 'back'; bundle: DeploymentBundle; inside: PeopleInside[] }
);

type Props = {
  intent: Intent;
  speaker: Speaker;
  onClose: () => void;
  onSetState: (state: State) => void;
  onGoBack: (bundle: DeploymentBundle, moves: Moves) => Promise<void>;
};

/** Says what would happen to how many people, and asks. */
export function DeploymentDialog({ intent, speaker, onClose, onSetState, onGoBack }: Props) {
  const { t, text } = useWords();
  const { deployment } = intent;
  const name = text(deployment.name) || deployment.key;
  if (intent.kind === 'back')
    return (
      <PublishDialog
        bundle={intent.bundle}
        inside={intent.inside}
        speaker={speaker}
        title={t('executor.back-title', { name, version: deployment.version })}
        confirm={t('executor.back-confirm')}
        isWayBack
        onClose={onClose}
        onPublish={async (moves) => {
          await onGoBack(intent.bundle, moves);
          onClose();
        }}
      >
        {t('executor.back-text')}
      </PublishDialog>
    );
  const count = deployment.active;
  const words = {
    pause: { title: t('executor.pause', { name }), text: t('executor.pause-text', { count }), confirm: t('executor.pause-confirm', { count }) },
    resume: { title: t('executor.resume', { name }), text: t('executor.resume-text', { count }), confirm: t('executor.resume-confirm', { count }) },
    drain: { title: t('executor.drain-title', { name }), text: t('executor.drain-text', { count }), confirm: t('executor.drain-confirm', { count }) },
    end: { title: t('executor.end-title', { name }), text: t('executor.end-text', { count }), confirm: t('executor.end-confirm', { count }) },
  }[intent.kind];
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <p className={classes.dialogText}>{words.text}</p>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          color={intent.kind === 'end' ? 'pomegranate' : undefined}
          onClick={() => {
            onClose();
            onSetState(intent.state);
          }}
        >
          {words.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
