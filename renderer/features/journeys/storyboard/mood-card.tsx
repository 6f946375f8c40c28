import { SegmentedControl } from '@mantine/core';
import { signedNumber } from '../../../../shared/i18n/number-format';
import { moodWords } from '../../../../shared/journey/mood-words';
import type { Frame } from '../../../../shared/journey/schema';
import { TypedTextarea } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import type { CellProps } from './sheet-view';
import classes from './storyboard.module.css';

const NONE = 'none';

/** All about the feeling at a touchpoint: how it is, what that is known from, how it should be. */
export function MoodCard({ sheet, moment }: CellProps) {
  const { t } = useWords();
  const { edit, language, readOnly, nameOf } = sheet;
  const { touchpoint, frame } = moment;
  const better = (toBe: Frame['toBe'], part: string) => edit(touchpoint, { toBe: { ...frame?.toBe, ...toBe } }, part);
  return (
    <fieldset className={classes.card} disabled={readOnly} aria-label={t('storyboard.mood-of', { moment: nameOf(touchpoint) })}>
      <MoodChoice label={t('storyboard.as-is')} value={frame?.mood} onChange={(mood) => edit(touchpoint, { mood }, 'mood')} />
      <TypedTextarea
        label={t('storyboard.evidence')}
        description={t('storyboard.evidence-hint')}
        value={frame?.evidence?.[language] ?? ''}
        onType={(words) => edit(touchpoint, { evidence: { ...frame?.evidence, [language]: words } }, 'evidence')}
        lang={language}
        minRows={1}
        maxLength={2000}
      />
      <MoodChoice label={t('storyboard.to-be')} value={frame?.toBe?.mood} onChange={(mood) => edit(touchpoint, { toBe: { ...frame?.toBe, mood } }, 'to-be')} />
      <TypedTextarea
        label={t('storyboard.to-be-words')}
        value={frame?.toBe?.emotion?.[language] ?? ''}
        onType={(words) => better({ emotion: { ...frame?.toBe?.emotion, [language]: words } }, 'to-be-words')}
        lang={language}
        minRows={1}
        maxLength={2000}
      />
    </fieldset>
  );
}

function MoodChoice({ label, value, onChange }: { label: string; value: number | undefined; onChange: (mood: number | undefined) => void }) {
  const { t, locale } = useWords();
  return (
    <div>
      <div className={classes.cardLabel}>{label}</div>
      <SegmentedControl
        fullWidth
        value={value === undefined ? NONE : String(value)}
        onChange={(chosen) => onChange(chosen === NONE ? undefined : Number(chosen))}
        data={[
          ...[-2, -1, 0, 1, 2].map((mood) => ({
            value: String(mood),
            label: (
              <bdi dir="ltr" title={moodWords(mood, t)}>
                {signedNumber(mood, locale)}
              </bdi>
            ),
          })),
          { value: NONE, label: t('storyboard.none') },
        ]}
        aria-label={label}
      />
    </div>
  );
}
