import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { OutChannel } from '../../../shared/executor/channels';
import type { MailLook } from '../../../shared/messages/look';
import { renderMail } from '../../../shared/messages/mail';
import type { SenderWords } from '../../../shared/messages/sender';
import { directionOf, type Language } from '../../../shared/text';
import { CodeBox } from '../../ui/code-box';
import { InboxLine } from '../../ui/inbox-line';
import { MailFrame } from '../../ui/mail-frame';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

export type ShownMessage = {
  channel: OutChannel;
  language?: Language | undefined;
  subject?: string | undefined;
  preheader?: string | undefined;
  body: string;
  sender?: SenderWords | undefined;
};
type Props = { message: ShownMessage; mail: MailFrom | undefined };
/** What of a mail is set with its channel. */
export type MailFrom = { sender: string; look: MailLook | undefined };

/** A message as this customer would have read it; a mail also as it looks, a call as what it carries. */
export function MessagePreview({ message, mail }: Props) {
  const { t } = useWords();
  const [view, setView] = useState<'text' | 'mail'>('text');
  const { channel, language, subject, preheader, body, sender } = message;
  if (channel === 'webhook') return <CodeBox label="JSON">{body}</CodeBox>;
  return (
    <>
      <div className={classes.previewHead}>
        {language && (
          <span className={classes.quiet}>
            {t(`language.${language}`)} · {t(`executor.direction.${directionOf(language)}`)}
          </span>
        )}
        <span className={classes.space} />
        {channel === 'email' && language && (
          <SegmentedControl
            value={view}
            onChange={(value) => setView(value === 'mail' ? 'mail' : 'text')}
            aria-label={t('executor.preview')}
            data={(['text', 'mail'] as const).map((value) => ({ value, label: t(`executor.preview.${value}`) }))}
          />
        )}
      </div>
      {channel === 'email' && language && subject && <InboxLine {...{ language, subject, preheader, body }} />}
      {channel !== 'email' && subject && (
        <p className={classes.subject} dir="auto" lang={language}>
          {subject}
        </p>
      )}
      {view === 'mail' && language ? (
        <MailFrame
          title={subject ?? ''}
          html={
            renderMail({
              ...{ language, subject: subject ?? '', body },
              ...(preheader && { preheader }),
              ...(mail && { sender: mail.sender, look: withoutLogo(mail.look) }),
              ...(sender && { legal: sender }),
            }).html
          }
        />
      ) : (
        <div className={classes.bodyText} dir="auto" lang={language}>
          {body || t('executor.empty-body')}
        </div>
      )}
    </>
  );
}

/** A logo lies on a server outside, where the app never looks. */
function withoutLogo(look: MailLook | undefined): MailLook {
  return look?.accent === undefined ? {} : { accent: look.accent };
}
