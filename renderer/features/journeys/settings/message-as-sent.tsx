import { Button, Collapse } from '@mantine/core';
import { useState } from 'react';
import type { Message } from '../../../../shared/journey/schema';
import { renderMail } from '../../../../shared/messages/mail';
import { asSent, senderIn } from '../../../../shared/messages/sender';
import { smsLength } from '../../../../shared/messages/sms-length';
import { type Language, textIn } from '../../../../shared/text';
import { useEngagement } from '../../../store/session';
import { InboxLine } from '../../../ui/inbox-line';
import { MailFrame } from '../../../ui/mail-frame';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import classes from './message-as-sent.module.css';

/** Where a mail's own link is made when it leaves; here it only shows where it will stand. */
const someLink = 'https://example.com/';

/** The message with what is put to it on its way: the mark of an advertisement, the foot of a mail; and how long that is. */
export function MessageAsSent({ message, language }: { message: Message; language: Language }) {
  const { t } = useWords();
  const sender = useEngagement((e) => e.sender);
  const [isShown, setIsShown] = useState(false);
  const { channel, class: messageClass } = message;
  if (channel !== 'email' && channel !== 'sms' && channel !== 'whatsapp') return null;
  const { subject, body } = asSent(
    { channel, class: messageClass, language, subject: textIn(message.subject, language), body: message.body[language] ?? '' },
    sender,
  );
  if (body === '') return null;
  const preheader = message.preheader?.[language];
  const isMarketing = messageClass === 'marketing';
  const legal = isMarketing ? senderIn(sender, language) : undefined;
  const { parts, units } = smsLength(body);
  return (
    <div>
      {channel === 'sms' && <Quiet>{t('canvas.sms-length', { count: parts, units })}</Quiet>}
      <Button size="compact-xs" variant="subtle" onClick={() => setIsShown(!isShown)} aria-expanded={isShown}>
        {t('canvas.as-sent')}
      </Button>
      <Collapse expanded={isShown}>
        {channel === 'email' ? (
          isShown && (
            <>
              <InboxLine {...{ language, subject, preheader, body }} />
              <MailFrame
                title={subject}
                html={
                  renderMail({
                    language,
                    subject,
                    body,
                    ...(preheader && { preheader }),
                    ...(legal && { legal }),
                    ...(isMarketing && { unsubscribe: someLink }),
                  }).html
                }
              />
            </>
          )
        ) : (
          <p className={classes.bubble} dir="auto" lang={language}>
            {body}
          </p>
        )}
      </Collapse>
    </div>
  );
}
