import { Button, Skeleton } from '@mantine/core';
import { IconEye, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { nextWords } from '../../../../shared/executor/summary-next';
import type { SummarySettings } from '../../../../shared/executor/summary-settings';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { downloadBytes } from '../../../store/download';
import { useEngagement } from '../../../store/session';
import { usePolled } from '../../../store/use-polled';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import { MadeReports } from './made-reports';
import own from './report-panel.module.css';
import { ReportSettings } from './report-settings';

/** What the live executor's journeys came to, sent by itself: when, where to, and which have been. */
export function ReportPanel({ onTell }: { onTell: (problems: readonly Problem[]) => void }) {
  const { t } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const state = usePolled('reports', () => platform['reports.state']({}));
  const [busy, setBusy] = useState<'make' | 'preview'>();
  const { settings, next, made = [] } = state.value ?? {};

  async function set(changes: Partial<SummarySettings>) {
    if (!settings) return;
    const reply = await platform['reports.set']({ ...settings, timeZone, ...changes });
    if (!reply.ok) onTell(reply.problems);
    state.refresh();
  }

  async function make() {
    setBusy('make');
    const reply = await platform['reports.makeNow']({});
    setBusy(undefined);
    if (!reply.ok) onTell(reply.problems);
    state.refresh();
  }

  async function preview() {
    setBusy('preview');
    const reply = await platform['reports.preview']({});
    setBusy(undefined);
    if (reply.ok) downloadBytes(reply.value.name, 'application/pdf', reply.value.bytes);
    else onTell(reply.problems);
  }

  return (
    <section id="reports" className={page.card} aria-labelledby="reports-title">
      <header className={page.cardHead}>
        <h2 id="reports-title">{t('reports.title')}</h2>
        <span className={page.quiet}>{t('reports.about')}</span>
        <span className={page.space} />
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconEye size={15} />} loading={busy === 'preview'} onClick={() => void preview()}>
          {t('reports.preview')}
        </Button>
        <Button size="compact-sm" variant="light" leftSection={<IconSend size={15} />} loading={busy === 'make'} onClick={() => void make()}>
          {t('reports.make')}
        </Button>
      </header>
      {settings ? (
        <>
          <ReportSettings settings={settings} onSet={(changes) => void set(changes)} />
          {settings.on && next && <NextReport next={next} settings={settings} />}
          <MadeReports made={made} settings={settings} />
        </>
      ) : (
        <Skeleton height={14} m={20} width="60%" />
      )}
    </section>
  );
}

/** Masa itself makes them: while it is closed nobody does, and whoever relies on them has to know. */
function NextReport({ next, settings }: { next: string; settings: SummarySettings }) {
  const { t, locale } = useWords();
  const { time, zone, isMoved } = nextWords(Date.parse(next), settings, locale);
  return <p className={own.note}>{[t('reports.next', { time, zone }), ...(isMoved ? [t('reports.next-moved')] : []), t('reports.while-open')].join(' ')}</p>;
}
