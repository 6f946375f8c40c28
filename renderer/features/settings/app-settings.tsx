import { Input, SegmentedControl, TextInput } from '@mantine/core';
import { languages } from '../../../shared/text';
import { preferencesStore, setPreferences } from '../../store/preferences';
import { useWords } from '../../ui/words';
import { SettingCard } from './setting-card';

const schemes = ['light', 'dark', 'auto'] as const;
const densities = ['compact', 'normal', 'comfortable'] as const;
const ownNames = { en: 'English', he: 'עברית', fa: 'فارسی' } as const;

/** Choices of this install; they are in no document. */
export function AppSettings() {
  const { t } = useWords();
  const { language, scheme, density, consultant } = preferencesStore();
  return (
    <SettingCard title={t('settings.app')} hint={t('settings.app-hint')}>
      <Input.Wrapper label={t('settings.language')} labelElement="div" size="xs">
        <SegmentedControl
          fullWidth
          value={language}
          onChange={(value) => setPreferences({ language: languages.find((one) => one === value) ?? language })}
          data={languages.map((value) => ({ value, label: <span lang={value}>{ownNames[value]}</span> }))}
          aria-label={t('settings.language')}
        />
      </Input.Wrapper>
      <Input.Wrapper label={t('settings.scheme')} labelElement="div" size="xs">
        <SegmentedControl
          fullWidth
          value={scheme}
          onChange={(value) => setPreferences({ scheme: schemes.find((one) => one === value) ?? scheme })}
          data={schemes.map((value) => ({ value, label: t(`settings.scheme.${value}`) }))}
          aria-label={t('settings.scheme')}
        />
      </Input.Wrapper>
      <Input.Wrapper label={t('settings.density')} labelElement="div" size="xs">
        <SegmentedControl
          fullWidth
          value={density}
          onChange={(value) => setPreferences({ density: densities.find((one) => one === value) ?? density })}
          data={densities.map((value) => ({ value, label: t(`settings.density.${value}`) }))}
          aria-label={t('settings.density')}
        />
      </Input.Wrapper>
      <TextInput
        label={t('settings.own-name')}
        description={t('settings.own-name-hint')}
        defaultValue={consultant ?? ''}
        dir="auto"
        maxLength={200}
        onBlur={(event) => setPreferences({ consultant: event.currentTarget.value.trim() })}
      />
    </SettingCard>
  );
}
