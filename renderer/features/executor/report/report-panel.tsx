import { Button, Select, Skeleton, Switch, TagsInput, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconEye, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { type SummaryRhythm, summaryRhythms } from '../../../../shared/executor/summary-input';
import type { MadeReport, SummarySettings } from '../../../../shared/executor/summary-settings';
import { problemText } from '../../../../shared/i18n/translator';
import { weekdays } from '../../../../shared/journey/schema';
import type { Problem } from '../../../../shared/problem';
import { languages } from '../../../../shared/text';
import { platform } from '../../../platform/platform';
import { downloadBytes } from '../../../store/download';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from '../backups.module.css';
import page from '../executor-page.module.css';
import { usePolled } from '../use-polled';

const shown = 6;

/** What the live executor's journeys came to, sent by itself: when, where to, and which have been. */
export function ReportPanel({ onTell }: { onTell: (problems: readonly Problem[]) => void }) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const state = usePolled('reports', () => platform['reports.state']({}));
  const [busy, setBusy] = useState<'make' | 'preview'>();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
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
        <span className={page.quiet}>{next ? t('reports.next', { time: time.format(new Date(next)) }) : t('reports.about')}</span>
        <span className={page.space} />
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconEye size={15} />} loading={busy === 'preview'} onClick={() => void preview()}>
          {t('reports.preview')}
        </Button>
        <Button size="compact-sm" variant="light" leftSection={<IconSend size={15} />} loading={busy === 'make'} onClick={() => void make()}>
          {t('reports.make')}
        </Button>
      </header>
      {settings ? (
        <Settings key={JSON.stringify(settings)} settings={settings} onSet={(changes) => void set(changes)} />
      ) : (
        <Skeleton height={14} m={20} width="60%" />
      )}
      <ul className={classes.list}>
        {made.slice(0, shown).map((one) => (
          <Made key={one.due + one.triedAt} made={one} time={(iso) => time.format(new Date(iso))} />
        ))}
      </ul>
    </section>
  );
}

function Made({ made: { triedAt, problem, places }, time }: { made: MadeReport; time: (iso: string) => string }) {
  const { t } = useWords();
  const lines = problem
    ? [{ to: '', state: 'failed' as const, words: problemText(problem, t) }]
    : places.map((place) => ({
        ...place,
        words: place.problem
          ? problemText(place.problem, t)
          : place.reason
            ? t(`reason.${place.reason.code}`, place.reason.params)
            : t(`reports.state.${place.state}`),
      }));
  return (
    <>
      {lines.map(({ to, state, words }) => (
        <li key={to}>
          <span>{time(triedAt)}</span>
          <bdi dir="ltr">{to}</bdi>
          <span className={state === 'done' ? classes.quiet : classes.failure} role={state === 'done' ? undefined : 'status'}>
            {state !== 'done' && <IconAlertTriangle size={15} aria-hidden />}
            {words}
          </span>
        </li>
      ))}
    </>
  );
}

function Settings({ settings, onSet }: { settings: SummarySettings; onSet: (changes: Partial<SummarySettings>) => void }) {
  const { t } = useWords();
  const { on, rhythm, weekday, day, time, language, folder = '', mails } = settings;
  const [places, setPlaces] = useState({ folder, mails });
  const wanted = { folder: places.folder.trim() || undefined, mails: places.mails };
  return (
    <div className={classes.settings}>
      <Switch label={t('reports.on')} checked={on} onChange={(e) => onSet({ ...wanted, on: e.currentTarget.checked })} />
      <Select
        label={t('reports.rhythm')}
        w={130}
        allowDeselect={false}
        value={rhythm}
        onChange={(value) => onSet({ rhythm: value as SummaryRhythm })}
        data={summaryRhythms.map((value) => ({ value, label: t(`reports.rhythm.${value}`) }))}
      />
      {rhythm === 'weekly' && (
        <Select
          label={t('reports.day')}
          w={110}
          allowDeselect={false}
          value={weekday}
          onChange={(value) => onSet({ weekday: weekdays.find((one) => one === value) ?? weekday })}
          data={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))}
        />
      )}
      {rhythm === 'monthly' && (
        <Select
          label={t('reports.day')}
          w={90}
          allowDeselect={false}
          value={String(day)}
          onChange={(value) => onSet({ day: Number(value) })}
          data={Array.from({ length: 28 }, (_, i) => String(i + 1))}
        />
      )}
      <TextInput
        label={t('reports.time')}
        type="time"
        w={110}
        key={time}
        defaultValue={time}
        onBlur={(e) => e.currentTarget.value && e.currentTarget.value !== time && onSet({ time: e.currentTarget.value })}
      />
      <Select
        label={t('reports.language')}
        w={120}
        allowDeselect={false}
        value={language}
        onChange={(value) => onSet({ language: languages.find((one) => one === value) ?? language })}
        data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
      />
      <TextInput
        label={t('reports.folder')}
        w={260}
        dir="ltr"
        value={places.folder}
        onChange={(e) => setPlaces({ ...places, folder: e.currentTarget.value })}
        onBlur={() => wanted.folder !== settings.folder && onSet(wanted)}
      />
      <TagsInput
        label={t('reports.mails')}
        w={300}
        value={places.mails}
        onChange={(next) => {
          setPlaces({ ...places, mails: next });
          onSet({ ...wanted, mails: next });
        }}
      />
    </div>
  );
}
