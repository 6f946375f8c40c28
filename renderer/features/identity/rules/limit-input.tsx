import { NumberInput, Select } from '@mantine/core';
import { windowNameOf, windowNames, windows } from '../../../../shared/identity/limit-words';
import type { IdentityRule } from '../../../../shared/identity/schema';
import { durationWords } from '../../../../shared/journey/duration-words';
import { useWords } from '../../../ui/words';
import classes from './rules.module.css';

type Props = { rule: IdentityRule; disabled: boolean; onChange: (limit: number | undefined, window: string | undefined) => void };

/** How many values of the identifier one person may have; an empty number means any. */
export function LimitInput({ rule: { limit, window }, disabled, onChange }: Props) {
  const { t, language } = useWords();
  const isOwn = window !== undefined && windowNameOf(window) === undefined;
  return (
    <>
      <div className={classes.pair}>
        <NumberInput
          label={t('identity.limit')}
          placeholder={t('identity.limit.none')}
          value={limit ?? ''}
          min={1}
          max={100_000}
          allowDecimal={false}
          allowNegative={false}
          disabled={disabled}
          onChange={(value) => (value === '' ? onChange(undefined, undefined) : typeof value === 'number' && value >= 1 && onChange(value, window))}
        />
        <Select
          aria-label={t('identity.window')}
          value={window ?? 'ever'}
          disabled={disabled || limit === undefined}
          onChange={(value) => value && onChange(limit, value === 'ever' ? undefined : value)}
          data={[
            { value: 'ever', label: t('identity.window.ever') },
            ...windowNames.map((name) => ({ value: windows[name] as string, label: t(`identity.window.${name}`) })),
            // From a file or another program: kept, and named in words.
            ...(isOwn ? [{ value: window, label: t('identity.window.within', { duration: durationWords(window, t, language) }) }] : []),
          ]}
          allowDeselect={false}
        />
      </div>
      <p className={classes.quiet}>{t('identity.limit-says')}</p>
    </>
  );
}
