import { ActionIcon, Button, MultiSelect, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { freeKey } from '../../../../shared/ids';
import type { Speaker } from '../../../../shared/journey/node-label';
import { channels, messageClassSchema, type Suppression, suppressionSchema } from '../../../../shared/journey/schema';
import { ConditionEditor } from '../../../ui/condition/condition-editor';
import { newPart } from '../../../ui/condition/new-part';
import { DurationInput } from '../../../ui/duration-input';
import { InspectorRow, InspectorSection } from '../../../ui/inspector';
import { TypedInput } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { journeyParts } from '../journey-parts';
import classes from './exit-settings.module.css';

type Kind = Suppression['rule']['kind'];
const kinds: readonly Kind[] = ['condition', 'consent', 'caps', 'quiet-times', 'manual'];
const actions = suppressionSchema.shape.action.options;
const afterHolds = ['send', 'skip', 'exit'] as const;

type Props = { rules: readonly Suppression[]; speaker: Speaker; onChange: (rules: Suppression[], part: string) => void };

/** Reasons not to send that hold in this journey alone, in the order they are asked. */
export function OwnRules({ rules, speaker, onChange }: Props) {
  const { t } = useWords();
  const add = () => {
    const known = new Set([...rules.map(({ id }) => id), ...speaker.context.suppressions.keys()]);
    // Until somebody says when, it keeps nobody from anything.
    onChange([...rules, { id: freeKey('rule', known), name: {}, classes: ['marketing'], rule: { kind: 'manual' }, action: 'skip' }], 'own');
  };
  return (
    <InspectorSection title={t(journeyParts['policies own'])} part="policies own">
      {rules.map((rule, i) => (
        <OwnRule
          key={rule.id}
          rule={rule}
          speaker={speaker}
          onChange={(next, part) => onChange(rules.with(i, next), `own-${rule.id}-${part}`)}
          onRemove={() => onChange(rules.toSpliced(i, 1), 'own')}
        />
      ))}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        {t('journeys.add-rule')}
      </Button>
    </InspectorSection>
  );
}

type RuleProps = { rule: Suppression; speaker: Speaker; onChange: (rule: Suppression, part: string) => void; onRemove: () => void };

function OwnRule({ rule, speaker, onChange, onRemove }: RuleProps) {
  const { t, text, language } = useWords();
  const set = (patch: Partial<Suppression>, part: string) => onChange({ ...rule, ...patch }, part);
  return (
    <div className={classes.exit} data-of={rule.id} data-part={`policies own ${rule.id}`}>
      <InspectorRow>
        <TypedInput
          className={classes.name}
          aria-label={t('canvas.node-name')}
          value={rule.name[language] ?? ''}
          placeholder={text(rule.name) || t('canvas.node-name')}
          onType={(words) => set({ name: { ...rule.name, [language]: words } }, 'name')}
          maxLength={200}
        />
        <ActionIcon size={34} aria-label={t('calendar.remove-days', { name: text(rule.name) || rule.id })} onClick={onRemove}>
          <IconTrash size={15} />
        </ActionIcon>
      </InspectorRow>
      <Select
        label={t('journeys.rule-kind')}
        value={rule.rule.kind}
        onChange={(kind) => {
          const next = ruleOf(kinds.find((one) => one === kind) ?? 'manual', speaker);
          if (next && next.kind !== rule.rule.kind) set({ rule: next }, 'kind');
        }}
        data={kinds.map((kind) => ({ value: kind, label: t(`rule-kind.${kind}`) }))}
        allowDeselect={false}
      />
      {rule.rule.kind === 'condition' && (
        <ConditionEditor value={rule.rule.when} onChange={(when) => set({ rule: { kind: 'condition', when } }, 'when')} context={speaker.context} />
      )}
      <Select
        label={t('journeys.rule-action')}
        value={rule.action}
        onChange={(action) => onChange(withAction(rule, actions.find((one) => one === action) ?? 'skip'), 'action')}
        data={actions.map((action) => ({ value: action, label: t(`suppression-action.${action}`) }))}
        allowDeselect={false}
      />
      {rule.action === 'hold' && (
        <>
          <DurationInput
            label={t('canvas.max-hold')}
            value={rule.maxHold}
            onChange={(maxHold) => onChange({ ...rule, maxHold, afterHold: rule.afterHold ?? 'skip' }, 'max-hold')}
            onClear={() => onChange(withAction(rule, 'hold', true), 'max-hold')}
            placeholder={t('journeys.no-limit')}
          />
          {rule.maxHold && (
            <Select
              label={t('canvas.after-hold')}
              value={rule.afterHold ?? 'skip'}
              onChange={(value) => set({ afterHold: afterHolds.find((one) => one === value) ?? 'skip' }, 'after-hold')}
              data={afterHolds.map((value) => ({ value, label: t(`after-hold.${value}`) }))}
              allowDeselect={false}
            />
          )}
        </>
      )}
      <MultiSelect
        label={t('journeys.rule-classes')}
        value={rule.classes}
        onChange={(chosen) => chosen.length > 0 && set({ classes: messageClassSchema.options.filter((one) => chosen.includes(one)) }, 'classes')}
        data={messageClassSchema.options.map((value) => ({ value, label: t(`message-class.${value}`) }))}
      />
      <MultiSelect
        label={t('brief.channels')}
        placeholder={rule.channels ? undefined : t('journeys.all-channels')}
        value={rule.channels ?? []}
        onChange={(chosen) => {
          const { channels: _, ...rest } = rule;
          const wanted = channels.filter((one) => chosen.includes(one));
          onChange(wanted.length > 0 ? { ...rest, channels: wanted } : rest, 'channels');
        }}
        data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
    </div>
  );
}

function ruleOf(kind: Kind, speaker: Speaker): Suppression['rule'] | undefined {
  if (kind !== 'condition') return { kind };
  const when = newPart('attribute', speaker.context, undefined, 'and');
  return when && { kind, when };
}

/** How long a message is held means nothing once it is not held. */
function withAction(rule: Suppression, action: Suppression['action'], forEver = false): Suppression {
  const { maxHold, afterHold, ...rest } = rule;
  if (action !== 'hold' || forEver || maxHold === undefined) return { ...rest, action };
  return { ...rest, action, maxHold, ...(afterHold ? { afterHold } : {}) };
}
