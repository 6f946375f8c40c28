import { Button, Checkbox, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Vendor } from '../../../../shared/checklist/schema';
import type { Problem } from '../../../../shared/problem';
import { type Language, languages } from '../../../../shared/text';
import { platform } from '../../../platform/platform';
import { downloadBytes } from '../../../store/download';
import { useEngagement } from '../../../store/session';
import { UserText } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import classes from './questionnaire.module.css';

/** Browsers drop downloads that come too close together. */
const BETWEEN_MS = 350;
const switches = ['filled', 'weights', 'anonymous'] as const;

/** Which vendors are asked, in which language and with what in the file. */
export function SendForm({ vendors, onDone }: { vendors: readonly Vendor[]; onDone: () => void }) {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(vendors.filter(({ role }) => role === 'candidate').map(({ id }) => id)));
  const [language, setLanguage] = useState<Language>(engagement.languages.document);
  const [due, setDue] = useState('');
  const [options, setOptions] = useState({ filled: false, weights: false, anonymous: false });
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const tongues = new Intl.DisplayNames(locale, { type: 'language' });

  async function save() {
    setBusy(true);
    const found: Problem[] = [];
    let saved = 0;
    for (const { id } of vendors.filter((vendor) => chosen.has(vendor.id))) {
      const made = await platform['workbench.questionnaire']({
        document: JSON.stringify(engagement),
        vendor: id,
        language,
        options: { ...options, ...(due && { due }) },
      });
      found.push(...(made.ok ? made.value.problems : made.problems));
      if (!made.ok) continue;
      if (saved > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
      downloadBytes(made.value.name, made.value.mime, made.value.bytes);
      saved += 1;
    }
    setBusy(false);
    setProblems(found);
    if (saved > 0) notifications.show({ message: t('questionnaire-review.saved', { count: saved }) });
    if (found.length === 0) onDone();
  }

  return (
    <Stack gap={14}>
      <p className={classes.quiet}>{t('questionnaire-review.send-text')}</p>
      <fieldset className={classes.vendors}>
        <legend>{t('questionnaire-review.vendors')}</legend>
        {vendors.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={<UserText>{name}</UserText>}
            checked={chosen.has(id)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.currentTarget.checked) next.add(id);
              else next.delete(id);
              setChosen(next);
            }}
          />
        ))}
      </fieldset>
      <div>
        <span className={classes.label} id="questionnaire-language">
          {t('questionnaire-review.language')}
        </span>
        <SegmentedControl
          fullWidth
          value={language}
          onChange={(next) => setLanguage(languages.find((one) => one === next) ?? language)}
          aria-labelledby="questionnaire-language"
          data={languages.map((value) => ({ value, label: tongues.of(value) ?? value }))}
        />
      </div>
      <TextInput type="date" label={t('questionnaire-review.due')} value={due} onChange={(event) => setDue(event.currentTarget.value)} w={190} dir="ltr" />
      {switches.map((one) => (
        <Checkbox
          key={one}
          label={t(`questionnaire-review.${one}`)}
          checked={options[one]}
          onChange={(event) => setOptions({ ...options, [one]: event.currentTarget.checked })}
        />
      ))}
      {problems.length > 0 && <ProblemList problems={problems.slice(0, 20)} />}
      <Button leftSection={<IconDownload size={16} />} loading={busy} disabled={chosen.size === 0} onClick={save} w="fit-content">
        {t('questionnaire-review.save', { count: chosen.size })}
      </Button>
    </Stack>
  );
}
