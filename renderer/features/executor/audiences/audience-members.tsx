import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import type { ConditionNames } from '../../../../shared/condition/sentence';
import type { AudienceRow } from '../../../../shared/executor/audiences';
import type { Speaker } from '../../../../shared/journey/node-label';
import { customerNumber } from '../../../../shared/runtime/customer-id';
import { platform } from '../../../platform/platform';
import { usePolled } from '../../../store/use-polled';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import { AudienceWhy } from './audience-why';
import classes from './audiences.module.css';
import { useMoment } from './use-moment';

type Props = {
  row: AudienceRow;
  /** Whose panel is open; of her it is said already. */
  shown: string | undefined;
  names: ConditionNames;
  speaker: Speaker;
  showsNames: boolean;
  onShow: (customer: string) => void;
};

const perPage = 25;

/** Who is in it now, page by page; each leads to all that is known of her, and says why she is in it. */
export function AudienceMembers({ row: { segment, size }, shown, names, speaker, showsNames, onShow }: Props) {
  const { t } = useWords();
  const moment = useMoment();
  const [text, setText] = useState('');
  /** Numbers after which the pages begin. */
  const [pages, setPages] = useState<readonly number[]>([0]);
  const [asked, setAsked] = useState<string>();
  const wanted = useDeferredValue(text.trim());
  const after = pages.at(-1) ?? 0;
  const question = { segment, after, limit: perPage, names: showsNames, ...(wanted !== '' && { text: wanted }) };
  const { value: members } = usePolled(JSON.stringify(question), () => platform['executor.audienceMembers'](question));
  const last = members?.at(-1);

  return (
    <div className={classes.part}>
      <div className={classes.tools}>
        <TextInput
          leftSection={<IconSearch size={15} />}
          placeholder={t('audiences.find')}
          aria-label={t('audiences.find')}
          value={text}
          dir="auto"
          maxLength={200}
          w={300}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setPages([0]);
          }}
        />
        <span className={page.space} />
        <Button size="compact-sm" variant="default" disabled={pages.length === 1} onClick={() => setPages(pages.slice(0, -1))}>
          {t('audiences.back')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={members?.length !== perPage}
          onClick={() => last && setPages([...pages, customerNumber(last.customer) ?? 0])}
        >
          {t('audiences.forward')}
        </Button>
      </div>
      {!members && <Skeleton height={14} my={10} width="50%" />}
      {members?.length === 0 && (
        <p className={page.none}>{t(size === 0 ? 'audiences.nobody' : wanted === '' ? 'audiences.no-more' : 'audiences.nobody-found')}</p>
      )}
      {members && members.length > 0 && (
        <ul className={classes.people} aria-label={t('audiences.members')}>
          {members.map(({ customer, since, label }) => (
            <li key={customer}>
              <div className={classes.person}>
                <button type="button" className={classes.who} onClick={() => onShow(customer)}>
                  <Code>{customer}</Code>
                  <span className={page.quiet}>{showsNames ? <UserText>{label}</UserText> : t('executor.hidden')}</span>
                </button>
                <span className={page.quiet}>{t('audiences.since', { time: moment(since) })}</span>
                {customer !== shown && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="gray"
                    aria-expanded={asked === customer}
                    aria-label={t('audiences.why-of', { customer })}
                    onClick={() => setAsked(asked === customer ? undefined : customer)}
                  >
                    {t('audiences.why')}
                  </Button>
                )}
              </div>
              {asked === customer && customer !== shown && <AudienceWhy segment={segment} customer={customer} names={names} speaker={speaker} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
