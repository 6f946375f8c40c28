import { Select } from '@mantine/core';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import { DurationInput } from '../../../ui/duration-input';
import { InspectorSection } from '../../../ui/inspector';
import { useWords } from '../../../ui/words';
import { journeyParts } from '../journey-parts';
import { ReferencePicker } from './reference-picker';
import { startingProperties } from './starting-properties';

type Reentry = Journey['entry']['reentry'];
type Props = { journey: Journey; speaker: Speaker; onChange: (reentry: Reentry) => void };

/** Whether the same customer may come in again, and how soon. */
export function ReentrySettings({ journey, speaker, onChange }: Props) {
  const { t } = useWords();
  const { reentry } = journey.entry;
  const cooldown = 'cooldown' in reentry && reentry.cooldown !== undefined ? { cooldown: reentry.cooldown } : {};
  function choose(mode: string | null): void {
    if (mode === 'never') onChange({ mode });
    else if (mode === 'after-exit') onChange({ mode, ...cooldown });
    else if (mode === 'parallel-by-key') {
      const [property] = startingProperties(journey, speaker);
      const attribute = speaker.context.attributes.keys().next().value ?? 'email';
      onChange({ mode, key: property ? { kind: 'entry', path: property.id } : { kind: 'customer', path: attribute }, ...cooldown });
    }
  }
  return (
    <InspectorSection title={t(journeyParts['entry reentry'])} part="entry reentry">
      <Select
        aria-label={t('brief.reentry')}
        value={reentry.mode}
        onChange={choose}
        data={(['never', 'after-exit', 'parallel-by-key'] as const).map((value) => ({ value, label: t(`reentry.${value}`) }))}
        allowDeselect={false}
      />
      {reentry.mode === 'parallel-by-key' && (
        <ReferencePicker
          label={t('journeys.reentry-key')}
          value={reentry.key}
          onChange={(key) => onChange({ ...reentry, key })}
          journey={journey}
          speaker={speaker}
        />
      )}
      {reentry.mode !== 'never' && (
        <DurationInput
          label={t('journeys.cooldown')}
          value={reentry.cooldown}
          placeholder={t('journeys.no-limit')}
          onChange={(value) => onChange({ ...reentry, cooldown: value })}
          onClear={() => {
            const { cooldown: _, ...rest } = reentry;
            onChange(rest);
          }}
        />
      )}
    </InspectorSection>
  );
}
