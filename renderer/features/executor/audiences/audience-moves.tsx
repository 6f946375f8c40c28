import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconArrowMerge, IconLogin2, IconLogout2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConditionNames } from '../../../../shared/condition/sentence';
import type { AudienceMove, AudienceNews, AudienceRow } from '../../../../shared/executor/audiences';
import type { Speaker } from '../../../../shared/journey/node-label';
import { platform } from '../../../platform/platform';
import { usePolled } from '../../../store/use-polled';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import { AudienceParts } from './audience-parts';
import classes from './audiences.module.css';
import { useMoment } from './use-moment';

type Props = { row: AudienceRow; names: ConditionNames; speaker: Speaker; showsNames: boolean; onShow: (customer: string) => void };

const kinds = ['all', 'entered', 'left', 'merged'] as const;
const tones = { entered: 'good', left: 'waiting', merged: 'quiet' } satisfies Record<AudienceMove['kind'], BadgeTone>;
const icons = { entered: <IconLogin2 size={13} aria-hidden />, left: <IconLogout2 size={13} aria-hidden />, merged: <IconArrowMerge size={13} aria-hidden /> };
const atFirst = 25;
const most = 500;

/** Who came and who went, the newest first: when, by what news, and which part of the rule turned. */
export function AudienceMoves({ row, names, speaker, showsNames, onShow }: Props) {
  const { t, text, locale } = useWords();
  const moment = useMoment();
  const [shown, setShown] = useState<(typeof kinds)[number]>('all');
  const [limit, setLimit] = useState(atFirst);
  const question = { segment: row.segment, limit, names: showsNames, ...(shown !== 'all' && { kind: shown }) };
  const { value: moves } = usePolled(JSON.stringify(question), () => platform['executor.audienceMoves'](question));
  const { context } = speaker;
  const list = new Intl.ListFormat(locale);

  function newsWords(news: AudienceNews): string {
    switch (news.by) {
      case 'event':
        return t('audiences.by-event', { event: text(context.events.get(news.event)?.label) || news.event });
      case 'attributes':
        return t('audiences.by-attributes', {
          attributes: list.format(news.attributes.map((id) => `\u2068${text(context.attributes.get(id)?.attribute.label) || id}\u2069`)),
        });
      case 'time':
        return t('audiences.by-time');
      case 'merge':
        return t('audiences.by-merge');
    }
  }

  return (
    <div className={classes.part}>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(next) => setShown(kinds.find((one) => one === next) ?? 'all')}
          data={kinds.map((one) => ({ value: one, label: t(`audiences.moves.${one}`) }))}
          aria-label={t('audiences.moves.which')}
        />
      </div>
      {!moves && <Skeleton height={14} my={10} width="50%" />}
      {moves?.length === 0 && <p className={page.none}>{t('audiences.no-moves')}</p>}
      {moves && moves.length > 0 && (
        <ul className={classes.people} aria-label={t('audiences.tab.moves')}>
          {moves.map(({ n, customer, at, kind, other, because, turned, apart, label }) => (
            <li key={n}>
              <div className={classes.person}>
                <Badge tone={tones[kind]} icon={icons[kind]}>
                  {t(`audiences.kind.${kind}`)}
                </Badge>
                <button type="button" className={classes.who} onClick={() => onShow(customer)}>
                  <Code>{customer}</Code>
                  <span className={page.quiet}>{showsNames ? <UserText>{label}</UserText> : t('executor.hidden')}</span>
                </button>
                <time className={page.quiet} dateTime={at}>
                  {moment(at)}
                </time>
              </div>
              <div className={classes.because}>
                {kind === 'merged' && other !== undefined && <p>{t('audiences.merged-into', { other, customer })}</p>}
                {because && <p>{newsWords(because)}</p>}
                {apart !== undefined && <p>{t('audiences.apart', { segment: text(context.segments.get(apart)?.name) || apart })}</p>}
                {turned.length > 0 && <AudienceParts parts={turned} names={names} />}
              </div>
            </li>
          ))}
        </ul>
      )}
      {moves?.length === limit && limit < most && (
        <Button variant="subtle" fullWidth onClick={() => setLimit(Math.min(most, limit * 3))}>
          {t('audiences.more')}
        </Button>
      )}
    </div>
  );
}
