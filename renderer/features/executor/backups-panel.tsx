import { Button, NumberInput, Select, Skeleton, Switch } from '@mantine/core';
import { IconAlertTriangle, IconDatabaseExport, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { CareSettings } from '../../../shared/executor/care';
import { problemText } from '../../../shared/i18n/translator';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { useEngagement } from '../../store/session';
import { usePolled } from '../../store/use-polled';
import { useWords } from '../../ui/words';
import { BackupList } from './backup-list';
import classes from './backups.module.css';
import page from './executor-page.module.css';

type Props = { onTell: (problems: readonly Problem[]) => void; onRestored: () => void };

/** Copies of the executor's store, and what is kept for how long. */
export function BackupsPanel({ onTell, onRestored }: Props) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const list = usePolled('backups', () => platform['executor.backups']({}));
  const care = usePolled('care', () => platform['executor.care']({}));
  const [busy, setBusy] = useState(false);
  const checked = list.value?.checked;
  // Each backup was read from end to end when it was made.
  const wholeAt = checked ? checked.whole && checked.at : list.value?.backups[0]?.madeAt;

  async function make() {
    setBusy(true);
    const reply = await platform['executor.backUp']({});
    setBusy(false);
    if (!reply.ok) onTell(reply.problems);
    list.refresh();
  }

  async function restore(backup: string) {
    const reply = await platform['executor.restore']({ backup });
    if (!reply.ok) onTell(reply.problems);
    list.refresh();
    onRestored();
    return reply.ok;
  }

  async function set(settings: CareSettings) {
    const reply = await platform['executor.setCare'](settings);
    if (!reply.ok) onTell(reply.problems);
    care.refresh();
  }

  return (
    <section id="backups" className={page.card} aria-labelledby="backups-title">
      <header className={page.cardHead}>
        <h2 id="backups-title">{t('backups.title')}</h2>
        <span className={page.quiet}>{t('backups.about')}</span>
        <span className={page.space} />
        <Button size="compact-sm" variant="light" leftSection={<IconDatabaseExport size={15} />} loading={busy} onClick={() => void make()}>
          {t('backups.make')}
        </Button>
      </header>
      {list.value?.failure && (
        <p className={classes.failure} role="status">
          <IconAlertTriangle size={15} aria-hidden />
          {/* A damaged store says itself what it means for backups. */}
          {list.value.failure.code === 'executor-store-torn'
            ? problemText(list.value.failure, t)
            : t('backups.failed', { why: problemText(list.value.failure, t) })}
        </p>
      )}
      {wholeAt && (
        <p className={classes.whole}>
          <IconShieldCheck size={15} aria-hidden />
          {t('backups.whole', { at: time.format(new Date(wholeAt)) })}
        </p>
      )}
      {!list.value && <Skeleton height={14} m={20} width="60%" />}
      {list.value?.backups.length === 0 && <p className={page.none}>{t('backups.none')}</p>}
      {list.value && <BackupList backups={list.value.backups} isRunning onRestore={restore} />}
      {care.value && <Settings settings={care.value} onSet={(settings) => void set(settings)} />}
    </section>
  );
}

const offeredDays = [30, 90, 180, 365, 730];

function Settings({ settings, onSet }: { settings: CareSettings; onSet: (settings: CareSettings) => void }) {
  const { t } = useWords();
  const { dailyBackup, keepBackups, keepDays } = settings;
  const days = keepDays === null || offeredDays.includes(keepDays) ? offeredDays : [...offeredDays, keepDays].sort((a, b) => a - b);
  return (
    <div className={classes.settings}>
      <Switch label={t('backups.daily')} checked={dailyBackup} onChange={(e) => onSet({ ...settings, dailyBackup: e.currentTarget.checked })} />
      <NumberInput
        label={t('backups.keep-backups')}
        key={keepBackups}
        defaultValue={keepBackups}
        min={1}
        max={100}
        allowDecimal={false}
        w={150}
        onBlur={(e) => {
          const wanted = Number(e.currentTarget.value);
          if (Number.isInteger(wanted) && wanted >= 1 && wanted <= 100 && wanted !== keepBackups) onSet({ ...settings, keepBackups: wanted });
        }}
      />
      <Select
        label={t('backups.keep-days')}
        description={t('backups.keep-days-about')}
        w={340}
        allowDeselect={false}
        value={String(keepDays)}
        onChange={(value) => onSet({ ...settings, keepDays: value === 'null' ? null : Number(value) })}
        data={[{ value: 'null', label: t('backups.keep-all') }, ...days.map((count) => ({ value: String(count), label: t('backups.days', { count }) }))]}
      />
    </div>
  );
}
