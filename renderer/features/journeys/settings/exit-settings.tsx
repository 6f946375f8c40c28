import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { freeKey } from '../../../../shared/ids';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import { ConditionEditor } from '../../../ui/condition/condition-editor';
import { newPart } from '../../../ui/condition/new-part';
import { InspectorRow, InspectorSection } from '../../../ui/inspector';
import { TypedInput } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { journeyParts } from '../journey-parts';
import classes from './exit-settings.module.css';

type Exits = Journey['policies']['exits'];
type Props = { exits: Exits; speaker: Speaker; onChange: (exits: Exits, part: string) => void };

/** When somebody leaves before the end, in the order it is asked. */
export function ExitSettings({ exits, speaker, onChange }: Props) {
  const { t, text, language } = useWords();
  const blank = newPart('attribute', speaker.context, undefined, 'and');
  return (
    <InspectorSection title={t(journeyParts['policies exits'])} part="policies exits">
      {exits.map((exit, i) => (
        <div key={exit.id} className={classes.exit} data-part={`policies exits ${exit.id}`}>
          <InspectorRow>
            <TypedInput
              className={classes.name}
              aria-label={t('canvas.node-name')}
              value={exit.name[language] ?? ''}
              placeholder={text(exit.name) || t('canvas.node-name')}
              onType={(words) => onChange(exits.with(i, { ...exit, name: { ...exit.name, [language]: words } }), `exit-name-${exit.id}`)}
              maxLength={200}
            />
            <ActionIcon
              size={34}
              aria-label={t('calendar.remove-days', { name: text(exit.name) || exit.id })}
              onClick={() => onChange(exits.toSpliced(i, 1), 'exits')}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </InspectorRow>
          <ConditionEditor
            value={exit.when}
            onChange={(when) => onChange(exits.with(i, { ...exit, when }), `exit-when-${exit.id}`)}
            context={speaker.context}
          />
          <Select
            aria-label={t('brief.when')}
            value={exit.scope}
            onChange={(scope) => onChange(exits.with(i, { ...exit, scope: scope === 'immediate' ? 'immediate' : 'before-next-send' }), 'exits')}
            data={(['immediate', 'before-next-send'] as const).map((value) => ({ value, label: t(`exit-scope.${value}`) }))}
            allowDeselect={false}
          />
        </div>
      ))}
      {blank && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...exits, { id: freeKey('exit', new Set(exits.map(({ id }) => id))), name: {}, when: blank, scope: 'immediate' }], 'exits')}
        >
          {t('journeys.add-exit')}
        </Button>
      )}
    </InspectorSection>
  );
}
