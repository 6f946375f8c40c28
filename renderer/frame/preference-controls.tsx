import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { type Language, languages } from '../../shared/text';
import { preferencesStore, setPreferences } from '../store/preferences';
import { useWords } from '../ui/words';

const ownName: Record<Language, string> = { en: 'English', he: 'עברית', fa: 'فارسی' };

export function LanguageMenu() {
  const { t, language } = useWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('frame.language')}>
          <IconLanguage size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((l) => (
          <Menu.Item key={l} lang={l} onClick={() => setPreferences({ language: l })} rightSection={l === language ? <IconCheck size={14} /> : undefined}>
            {ownName[l]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function SchemeToggle() {
  const { t } = useWords();
  const scheme = preferencesStore((p) => p.scheme);
  const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  const label = t(dark ? 'frame.light' : 'frame.dark');
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => setPreferences({ scheme: dark ? 'light' : 'dark' })}>
        {dark ? <IconMoon size={18} /> : <IconSun size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}
