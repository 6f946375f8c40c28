import { Switch } from '@mantine/core';
import { editSender } from '../../../shared/engagement/edit-engagement';
import { newSender, type Sender, usualMarks } from '../../../shared/messages/sender';
import { type Language, languages } from '../../../shared/text';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';
import { SettingCard } from './setting-card';
import { TypedSetting } from './typed-setting';

/** Who writes to customers, and how advertisements are marked: at the foot of mails, before subject or text. */
export function SenderSettings() {
  const { t } = useWords();
  const kept = useEngagement((e) => e.sender);
  const clientName = useEngagement((e) => e.client.name);
  const written = useEngagement((e) => e.languages.customers);
  const readOnly = useReadOnly();
  const sender = kept ?? newSender;
  // Words in a language that nobody writes in any more stay to be seen.
  const shown = [...written, ...languages.filter((one) => !written.includes(one) && (sender.name[one] || sender.address[one]))];

  const set = (patch: Partial<Sender>) =>
    run({ key: 'settings.step.edit', params: { what: t('settings.sender') } }, (e) => editSender(e, { sender: patch }), 'settings:sender');
  const labelled = (part: 'name' | 'address' | 'mark', language: Language) =>
    t('diff.in-language', { setting: t(`settings.sender-${part}`), language: t(`language.${language}`) });
  const inEach = (part: 'name' | 'address' | 'mark', maxLength: number) =>
    shown.map((language) => (
      <TypedSetting
        key={`${part}-${language}`}
        label={labelled(part, language)}
        lang={language}
        value={sender[part][language] ?? ''}
        disabled={readOnly || (part === 'mark' && !sender.marks)}
        onChange={(words) => set({ [part]: { ...sender[part], [language]: words } })}
        maxLength={maxLength}
        suggestion={part === 'name' ? clientName : undefined}
        placeholder={part === 'mark' && language === 'he' ? usualMarks.he : undefined}
        optional
      />
    ));

  return (
    <SettingCard id="sender" title={t('settings.sender')} hint={t('settings.sender-hint')}>
      {inEach('name', 200)}
      {inEach('address', 500)}
      <TypedSetting label={t('settings.sender-contact')} value={sender.contact ?? ''} disabled={readOnly} onChange={(contact) => set({ contact })} optional />
      <Switch
        label={t('settings.sender-marks')}
        description={t('settings.sender-marks-hint')}
        checked={sender.marks}
        disabled={readOnly}
        onChange={(event) => set({ marks: event.currentTarget.checked })}
      />
      {inEach('mark', 40)}
    </SettingCard>
  );
}
