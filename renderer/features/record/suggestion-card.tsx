import { Button, Group, Kbd, Progress } from '@mantine/core';
import { IconCheck, IconMinus, IconWand } from '@tabler/icons-react';
import type { Reason, Suggestion } from '../../../shared/record/suggestion';
import { describeTransform } from '../../../shared/record/transform-words';
import type { FieldPlace } from '../../../shared/sources/find';
import { Code } from '../../ui/isolate';
import { useWords, type Words } from '../../ui/words';
import classes from './attribute-inspector.module.css';

type Props = {
  suggestion: Suggestion;
  place: FieldPlace;
  /** The one the keys A and X are for: open, with its buttons. */
  current: boolean;
  disabled: boolean;
  onChoose: () => void;
  onAccept: () => void;
  onRefuse: () => void;
};

/** A field that may feed the attribute: how sure, why, why not, and what would be made of its values. */
export function SuggestionCard({ suggestion, place, current, disabled, onChoose, onAccept, onRefuse }: Props) {
  const words = useWords();
  const { t, text } = words;
  const percent = Math.round(suggestion.score * 100);
  const names = new Map(place.object.fields.map(({ id, nativeName }) => [id, nativeName]));
  return (
    <div className={classes.suggestion} data-current={current}>
      <button type="button" className={classes.suggestionHead} aria-expanded={current} onClick={onChoose}>
        <Code title={`${place.object.nativeName} · ${place.field.nativeName}`}>{place.field.nativeName}</Code>
        <span>{text(place.source.name)}</span>
        <Progress value={percent} w={44} size={6} color="plum" aria-label={t('record.how-sure')} />
        <strong>{t('record.percent', { percent })}</strong>
      </button>
      <ul className={classes.reasons}>
        {(current ? suggestion.reasons : suggestion.reasons.slice(0, 1)).map((reason) => (
          <li key={`${reason.code}${JSON.stringify(reason.params)}`} data-for={reason.for}>
            {reason.for ? <IconCheck size={13} aria-label={t('record.speaks-for')} /> : <IconMinus size={13} aria-label={t('record.speaks-against')} />}
            <span>{reasonText(reason, words)}</span>
          </li>
        ))}
        {current &&
          suggestion.transforms.map((step) => (
            <li key={step.kind} className={classes.comes}>
              <IconWand size={13} aria-hidden />
              <span>{t('record.comes-with', { step: describeTransform(step, t, (id) => names.get(id)) })}</span>
            </li>
          ))}
      </ul>
      {current && (
        <Group gap={6}>
          <Button size="compact-sm" disabled={disabled} onClick={onAccept} rightSection={<Kbd size="xs">A</Kbd>}>
            {t('record.accept')}
          </Button>
          <Button size="compact-sm" variant="default" disabled={disabled} onClick={onRefuse} rightSection={<Kbd size="xs">X</Kbd>}>
            {t('record.refuse')}
          </Button>
        </Group>
      )}
    </div>
  );
}

/** Types are named as everywhere else. */
function reasonText({ code, params }: Reason, { t }: Words): string {
  switch (code) {
    case 'same-type':
    case 'type-fits':
    case 'type-converts':
    case 'type-clash':
      return t(`suggestion.${code}`, { ...params, field: t(`type.${params.field}`), attribute: t(`type.${params.attribute}`) });
    case 'form-alone':
      return t('suggestion.form-alone', { type: t(`type.${params.type}`) });
    default:
      return t(`suggestion.${code}`, params);
  }
}
