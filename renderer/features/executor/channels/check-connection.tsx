import { Button } from '@mantine/core';
import { IconCircleCheck, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { inChannelWords, troubleWords } from '../../../../shared/executor/channel-words';
import type { OutChannel } from '../../../../shared/executor/channels';
import { problemText } from '../../../../shared/i18n/translator';
import { platform } from '../../../platform/platform';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

/** Asks the provider whether settings and secrets are right; nothing is sent. */
export function CheckConnection({ channel }: { channel: OutChannel }) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ isWell: boolean; words: string }>();

  async function check() {
    setBusy(true);
    setAnswer(undefined);
    const reply = await platform['executor.checkChannel']({ channel });
    setBusy(false);
    if (reply.ok)
      setAnswer(reply.value.problem ? { isWell: false, words: troubleWords(reply.value.problem, t) } : { isWell: true, words: t('channels.check-well') });
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
