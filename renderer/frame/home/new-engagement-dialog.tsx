import { Button, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewEngagement } from '../../../shared/engagement/create-engagement';
import { type Language, languages } from '../../../shared/text';
import { useWords } from '../../ui/words';

/** Country decides zone and currency at first; both can be changed in the settings. */
const countries = {
  IL: { timeZone: 'Asia/Jerusalem', currency: 'ILS' },
  IR: { timeZone: 'Asia/Tehran', currency: 'IRR' },
  US: { timeZone: 'America/New_York', currency: 'USD' },
  GB: { timeZone: 'Europe/London', currency: 'GBP' },
  DE: { timeZone: 'Europe/Berlin', currency: 'EUR' },
  FR: { timeZone: 'Europe/Paris', currency: 'EUR' },
  AE: { timeZone: 'Asia/Dubai', currency: 'AED' },
  TR: { timeZone: 'Europe/Istanbul', currency: 'TRY' },
  AU: { timeZone: 'Australia/Sydney', currency: 'AUD' },
} as const;
type Country = keyof typeof countries;

const countryOf: Record<Language, Country> = { en: 'GB', he: 'IL', fa: 'IR' };

export function NewEngagementDialog({ opened, onClose, onCreate }: { opened: boolean; onClose: () => void; onCreate: (wanted: NewEngagement) => void }) {
  const { t, language, locale } = useWords();
  const [client, setClient] = useState('');
  const [country, setCountry] = useState<Country>(countryOf[language]);
  const [documentLanguage, setDocumentLanguage] = useState<Language>(language);
  const [customers, setCustomers] = useState<Language[]>([language]);
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const tongues = new Intl.DisplayNames(locale, { type: 'language' });
  const languageOptions = languages.map((l) => ({ value: l, label: tongues.of(l) ?? l }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!client.trim()) return;
    onCreate({
      name: client.trim(),
      client: { name: client.trim(), country, ...countries[country] },
      languages: { document: documentLanguage, customers: customers.length ? customers : [documentLanguage] },
    });
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('home.new-engagement')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit}>
        <Stack gap={12}>
          <TextInput
            label={t('home.client-name')}
            value={client}
            onChange={(e) => setClient(e.currentTarget.value)}
            required
            data-autofocus
            dir="auto"
            maxLength={200}
          />
          <Select
            label={t('home.country')}
            value={country}
            onChange={(value) => value && setCountry(value as Country)}
            data={Object.keys(countries).map((value) => ({ value, label: regions.of(value) ?? value }))}
            allowDeselect={false}
          />
          <Select
            label={t('home.document-language')}
            description={t('home.document-language-hint')}
            value={documentLanguage}
            onChange={(value) => value && setDocumentLanguage(value as Language)}
            data={languageOptions}
            allowDeselect={false}
          />
          <MultiSelect label={t('home.customer-languages')} value={customers} onChange={(value) => setCustomers(value as Language[])} data={languageOptions} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!client.trim()}>
              {t('home.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
