import { preheaderLength, signsIn } from '../../../../shared/messages/inbox-line';
import type { Language } from '../../../../shared/text';
import { TypedInput } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';

type Props = { value: string; language: Language; onType: (words: string) => void };

/** What mailboxes show beside the subject. The hint says how long it is, and how long it had best be. */
export function PreheaderInput({ value, language, onType }: Props) {
  const { t } = useWords();
  const signs = signsIn(value);
  const { least, most } = preheaderLength;
  const key = signs === 0 ? 'none' : signs < least ? 'short' : signs > most ? 'long' : 'good';
  return (
    <TypedInput
      label={t('canvas.preheader')}
      description={t(`canvas.preheader-${key}`, { count: signs, least, most })}
      inputWrapperOrder={['label', 'input', 'description']}
      value={value}
      onType={onType}
      lang={language}
      maxLength={1000}
    />
  );
}
