import { MultiSelect, Select } from '@mantine/core';
import { useMemo } from 'react';
import { editClient, renameEngagement, setConsultant, setCustomerLanguages, setDocumentLanguage } from '../../../shared/engagement/edit-engagement';
import type { Engagement } from '../../../shared/engagement/schema';
import { type Language, languages } from '../../../shared/text';
import { zoneOfCountry } from '../../../shared/time/zone-of-country';
import { preferencesStore } from '../../store/preferences';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';
import { countryChoices } from './country-choices';
import { SettingCard } from './setting-card';
import { TypedSetting } from './typed-setting';

/** What is agreed with the client: in the document, each change one step that can be undone. */
export function EngagementSettings() {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const ownName = preferencesStore((p) => p.consultant);
  const { client } = engagement;
  const choices = useMemo(() => choicesFor(locale), [locale]);

  const change = (part: string, command: (e: Engagement) => Engagement) =>
    run({ key: 'settings.step.edit', params: { what: t(`settings.${part}`) } }, command, `settings:${part}`);
  const setClient = (part: keyof Engagement['client'], patch: Partial<Engagement['client']>) =>
    change(part === 'name' ? 'client-name' : part === 'timeZone' ? 'time-zone' : part, (e) => editClient(e, { client: patch }));

  function setCountry(country: string) {
    // A zone that was the old country's own moves along; one chosen by hand stays.
    const follows = client.timeZone === zoneOfCountry(client.country);
    const zone = follows ? zoneOfCountry(country) : undefined;
    setClient('country', { country, ...(zone ? { timeZone: zone } : {}) });
  }

  return (
    <>
      <SettingCard title={t('settings.engagement')}>
        <TypedSetting
          label={t('settings.name')}
          value={engagement.name}
          disabled={readOnly}
          onChange={(name) => change('name', (e) => renameEngagement(e, { name }))}
        />
        <TypedSetting
          label={t('settings.consultant')}
          value={engagement.consultant ?? ''}
          disabled={readOnly}
          onChange={(consultant) => change('consultant', (e) => setConsultant(e, { consultant }))}
          suggestion={ownName}
          optional
        />
        <Select
          label={t('settings.document-language')}
          description={t('home.document-language-hint')}
          value={engagement.languages.document}
          disabled={readOnly}
          onChange={(value) => isLanguage(value) && change('document-language', (e) => setDocumentLanguage(e, { language: value }))}
          data={choices.languages}
          allowDeselect={false}
        />
        <MultiSelect
          label={t('settings.customer-languages')}
          description={t('settings.customer-languages-hint')}
          value={engagement.languages.customers}
          disabled={readOnly}
          onChange={(value) => change('customer-languages', (e) => setCustomerLanguages(e, { languages: value.filter(isLanguage) }))}
          data={choices.languages}
        />
      </SettingCard>
      <SettingCard title={t('settings.client')} hint={t('settings.client-hint')}>
        <TypedSetting label={t('settings.client-name')} value={client.name} disabled={readOnly} onChange={(name) => setClient('name', { name })} />
        <TypedSetting
          label={t('settings.industry')}
          value={client.industry ?? ''}
          disabled={readOnly}
          onChange={(industry) => setClient('industry', { industry })}
          optional
        />
        <Select
          label={t('settings.country')}
          value={client.country}
          disabled={readOnly}
          onChange={(country) => country && setCountry(country)}
          data={choices.countries}
          searchable
          allowDeselect={false}
        />
        <Select
          label={t('settings.time-zone')}
          value={client.timeZone}
          disabled={readOnly}
          onChange={(timeZone) => timeZone && setClient('timeZone', { timeZone })}
          data={withOwn(choices.zones, client.timeZone)}
          searchable
          allowDeselect={false}
          dir="ltr"
        />
        <Select
          label={t('settings.currency')}
          value={client.currency}
          disabled={readOnly}
          onChange={(currency) => currency && setClient('currency', { currency })}
          data={choices.currencies}
          searchable
          allowDeselect={false}
        />
      </SettingCard>
    </>
  );
}

function choicesFor(locale: string) {
  const moneys = new Intl.DisplayNames(locale, { type: 'currency' });
  const tongues = new Intl.DisplayNames(locale, { type: 'language' });
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, locale);
  return {
    languages: languages.map((value) => ({ value, label: tongues.of(value) ?? value })),
    countries: countryChoices(locale),
    currencies: Intl.supportedValuesOf('currency')
      .map((value) => ({ value, label: `${moneys.of(value) ?? value} · ${value}` }))
      .sort(byLabel),
    zones: Intl.supportedValuesOf('timeZone'),
  };
}

/** An old name of a zone (Asia/Tel_Aviv) is not in the machine's list and still is what the document says. */
function withOwn(zones: readonly string[], own: string): string[] {
  return zones.includes(own) ? [...zones] : [own, ...zones];
}

function isLanguage(value: string | null): value is Language {
  return languages.some((one) => one === value);
}
