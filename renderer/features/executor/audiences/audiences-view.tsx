import { Select, Skeleton } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { audienceHash, mostAudiences, toAudience } from '../../../../shared/executor/audiences';
import { problemText } from '../../../../shared/i18n/translator';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { useEngagement } from '../../../store/session';
import { usePolled } from '../../../store/use-polled';
import { EmptyState } from '../../../ui/empty-state';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import { AudienceLine } from './audience-line';
import classes from './audiences.module.css';

type Props = {
  /** Of which executor; another one watches other segments. */
  of: string;
  /** Whose panel is open. */
  customer: string | undefined;
  speaker: Speaker;
  showsNames: boolean;
  onShow: (customer: string) => void;
  onTell: (problems: readonly Problem[]) => void;
};

const opened = 'audience';

/** Segments that are watched: how many are in each now, who came and who went. Which one is open is part of the address. */
export function AudiencesView({ of, customer, speaker, showsNames, onShow, onTell }: Props) {
  const { t, text } = useWords();
  const segments = useEngagement((e) => e.segments);
  const record = useEngagement((e) => e.record);
  const timeZone = useEngagement((e) => e.client.timeZone);
  const { value: rows, problems, refresh } = usePolled(`audiences ${of}`, () => platform['executor.audiences']({}));
  const [params, setParams] = useSearchParams();
  const [busy, setBusy] = useState(false);
  const open = params.get(opened);
  const watched = rows?.map(({ segment }) => segment).join();
  /** As the project says it now; absent where it has no such segment. */
  const planned = useMemo(() => {
    const ids = watched ? watched.split(',') : [];
    return new Map(
      ids.flatMap((id) => {
        const audience = toAudience({ segments, record, client: { timeZone } }, id);
        return audience ? [[id, { audience, hash: audienceHash(audience) }]] : [];
      }),
    );
  }, [watched, segments, record, timeZone]);
  const nameOf = (id: string) => text(segments.find((one) => one.id === id)?.name) || id;

  const openOnly = (segment: string | undefined) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (segment === undefined) next.delete(opened);
        else next.set(opened, segment);
        return next;
      },
      { replace: true },
    );

  async function watch(segment: string) {
    const audience = toAudience({ segments, record, client: { timeZone } }, segment);
    if (!audience) return;
    setBusy(true);
    const reply = await platform['executor.watch'](audience);
    setBusy(false);
    if (!reply.ok) onTell(reply.problems);
    else openOnly(segment);
    refresh();
  }

  const choices = segments
    .filter(({ id, administrative }) => !administrative && !rows?.some(({ segment }) => segment === id))
    .map(({ id }) => ({ value: id, label: nameOf(id) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const picker = rows && rows.length < mostAudiences && (
    <Select
      searchable
      value={null}
      onChange={(segment) => segment && void watch(segment)}
      disabled={busy || choices.length === 0}
      data={choices}
      placeholder={t('audiences.watch')}
      aria-label={t('audiences.watch')}
      nothingFoundMessage={t('audiences.no-segment')}
      w={280}
      comboboxProps={{ position: 'bottom-end' }}
    />
  );

  return (
    <section className={page.card} aria-labelledby="audiences-title">
      <header className={page.cardHead}>
        <h2 id="audiences-title">{t('audiences.title')}</h2>
        {rows && rows.length > 0 && <span className={page.quiet}>{t('audiences.watched-count', { count: rows.length, most: mostAudiences })}</span>}
        <span className={page.space} />
        {rows && rows.length > 0 && picker}
      </header>
      {!rows && problems[0] && <p className={page.none}>{problemText(problems[0], t)}</p>}
      {!rows && !problems[0] && <Skeleton height={14} m={20} width="60%" />}
      {rows?.length === 0 && (
        <EmptyState
          icon={<IconUsersGroup size={30} />}
          title={t('audiences.none')}
          text={t(choices.length === 0 ? 'audiences.none-no-segments' : 'audiences.none-text')}
          actions={picker}
        />
      )}
      {rows && rows.length > 0 && (
        <>
          <div className={classes.titles} aria-hidden>
            <span>{t('audiences.segment')}</span>
            <span>{t('audiences.now')}</span>
            <span>{t('audiences.today')}</span>
            <span>{t('audiences.week')}</span>
            <span>{t('audiences.month')}</span>
            <span>{t('audiences.size-over-days')}</span>
          </div>
          <ul className={classes.list}>
            {rows.map((row) => (
              <AudienceLine
                key={row.segment}
                row={row}
                name={nameOf(row.segment)}
                planned={planned.get(row.segment)}
                isOpen={open === row.segment}
                onToggle={() => openOnly(open === row.segment ? undefined : row.segment)}
                customer={customer}
                speaker={speaker}
                showsNames={showsNames}
                onShow={onShow}
                onTell={onTell}
                onChanged={refresh}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
