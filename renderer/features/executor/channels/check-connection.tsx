import { Button } from '@mantine/core';
import { IconCircleCheck, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { inChannelWords, troubleWords } from '../../../../shared/executor/channel-words';
import type { OutChannel } from '../../../../shared/executor/channels';
import { problemText } from '../../../../shared/i18n/translator';
import { platform } from '../../../platform/platform';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

type Props = { channel: OutChannel; what?: 'sending' | 'mailbox' };

/** Asks the other side whether settings and secrets are right; nothing is sent, or changed. */
export function CheckConnection({ channel, what = 'sending' }: Props) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ isWell: boolean; words: string }>();

  async function check() {
    setBusy(true);
    setAnswer(undefined);
    const reply = await platform[what === 'sending' ? 'executor.checkChannel' : 'executor.checkMailbox']({ channel });
    setBusy(false);
    if (reply.ok)
      setAnswer(
        reply.value.problem
          ? { isWell: false, words: troubleWords(reply.value.problem, t) }
          : { isWell: true, words: t(what === 'sending' ? 'channels.check-well' : 'mailbox.check-well') },
      );
    else setAnswer({ isWell: false, words: reply.problems.map((one) => problemText(inChannelWords(one, t), t)).join(' ') });
  }

  const Icon = answer?.isWell ? IconCircleCheck : IconPlugConnectedX;
  return (
    <>
      <Button variant="default" leftSection={<IconPlugConnected size={15} />} loading={busy} onClick={() => void check()}>
        {t('channels.check')}
      </Button>
      {/* There before its words are, so that they are read out. */}
      <span className={classes.answer} data-tone={answer && (answer.isWell ? 'good' : 'blocking')} role="status">
        {answer && (
          <>
            <Icon size={15} aria-hidden /> {answer.words}
          </>
        )}
      </span>
    </>
  );
}
