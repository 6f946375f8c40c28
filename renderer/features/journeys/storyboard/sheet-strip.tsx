import { SegmentedControl, Select } from '@mantine/core';
import { editSheet, type SheetPatch } from '../../../../shared/journey/storyboard-edit';
import { type Language, languages, type Text, textIn } from '../../../../shared/text';
import { run, useEngagement } from '../../../store/session';
import { TypedInput } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { FeelingsSwitch } from './feelings-switch';
import type { Feelings, SheetView } from './sheet-view';
import classes from './storyboard.module.css';

const ownName: Record<Language, string> = { en: 'En', he: 'עב', fa: 'فا' };

type Props = { sheet: SheetView; onLanguage: (language: Language) => void; onFeelings: (feelings: Feelings) => void };

/** Whom the sheet is about, what it is for, which feelings are drawn, and in which language its words are shown and typed. */
export function SheetStrip({ sheet, onLanguage, onFeelings }: Props) {
  const { t, text } = useWords();
  const segments = useEngagement((e) => e.segments);
  const { journey, language, readOnly } = sheet;
  const said = journey.annotations.sheet;
  const edit = (patch: SheetPatch, part: string) =>
    run({ key: 'storyboard.step.sheet' }, (e) => editSheet(e, { journey: journey.id, sheet: patch }), sheet.visitOf(`sheet:${part}`));
  const field = (part: 'persona' | 'goal', words: Text | undefined) => (
    <TypedInput
      variant="unstyled"
      classNames={{ root: classes.stripField ?? '', input: classes.stripInput ?? '' }}
      aria-label={t(`storyboard.${part}`)}
      placeholder={textIn(words, language) || t(`storyboard.${part}-hint`)}
      title={words?.[language]}
      value={words?.[language] ?? ''}
      onType={(typed) => edit({ [part]: { ...words, [language]: typed } }, `${part}:${language}`)}
      lang={language}
      maxLength={2000}
      readOnly={readOnly}
    />
  );
  return (
    <div className={classes.strip}>
      <span>{t('storyboard.persona')}</span>
      {field('persona', said?.persona)}
      <Select
        variant="unstyled"
        aria-label={t('storyboard.segment')}
        placeholder={t('storyboard.segment')}
        data={segments.map(({ id, name }) => ({ value: id, label: text(name) }))}
        value={said?.segment ?? null}
        onChange={(segment) => edit({ segment: segment ?? undefined }, 'segment')}
        searchable
        clearable
        readOnly={readOnly}
        w={150}
      />
      <span>{t('storyboard.goal')}</span>
      {field('goal', said?.goal)}
      <FeelingsSwitch value={sheet.feelings} onChange={onFeelings} />
      <SegmentedControl
        value={language}
        onChange={(value) => onLanguage(value as Language)}
        data={languages.map((value) => ({ value, label: ownName[value] }))}
        aria-label={t('storyboard.language')}
      />
    </div>
  );
}
