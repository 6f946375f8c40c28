import { Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type SummaryRhythm, summaryRhythms } from '../../../../shared/executor/summary-input';
import { type SummarySettings, summarySettingsSchema } from '../../../../shared/executor/summary-settings';
import { weekdays } from '../../../../shared/journey/schema';
import { languages } from '../../../../shared/text';
import { ClockInput } from '../../../ui/clock-input';
import { useWords } from '../../../ui/words';
import classes from '../backups.module.css';

const isMail = (text: string) => summarySettingsSchema.shape.mails.safeParse([text]).success;

/** How often, when, in which language and where to. Places that are typed but not kept yet go along with whatever is kept next. */
export function ReportSettings({ settings, onSet }: { settings: SummarySettings; onSet: (changes: Partial<SummarySettings>) => void }) {
  const { t } = useWords();
  const { on, rhythm, weekday, day, time, language, folder = '', mails } = settings;
  const kept = JSON.stringify([folder, mails]);
  const [places, setPlaces] = useState({ folder, mails, kept });
  // What somebody else keeps, or what was refused here, is shown; a field that is being typed in stays as it is.
  if (places.kept !== kept) setPlaces({ folder, mails, kept });
  const wanted = { folder: places.folder.trim() || undefined, mails: places.mails.filter(isMail) };
  const wrong = places.mails.find((one) => !isMail(one));
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
      <ClockInput label={t('reports.time')} w={90} value={time} onChange={(next) => onSet({ time: next })} />
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
        error={wrong === undefined ? undefined : t('reports.mail-wrong', { mail: wrong })}
        onChange={(next) => {
          setPlaces({ ...places, mails: next });
          if (next.every(isMail)) onSet({ ...wanted, mails: next });
        }}
      />
    </div>
  );
}
