import { besideSubject } from '../../shared/messages/inbox-line';
import { directionOf, type Language } from '../../shared/text';
import classes from './inbox-line.module.css';

type Props = { language: Language; subject: string; preheader?: string | undefined; body: string };

/** A mail as a mailbox lists it: on one line the subject, and what it leaves room for. */
export function InboxLine({ language, subject, preheader, body }: Props) {
  const beside = besideSubject({ preheader, body });
  return (
    <p className={classes.line} dir={directionOf(language)} lang={language}>
      <bdi className={classes.subject}>{subject}</bdi>
      {beside && (
        <>
          {' – '}
          <bdi className={classes.beside}>{beside}</bdi>
        </>
      )}
    </p>
  );
}
