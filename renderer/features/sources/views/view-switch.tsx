import { SegmentedControl } from '@mantine/core';
import { IconColumns, IconFileDiff, IconGridDots, IconMessageQuestion, IconRoute, IconTransfer, type TablerIcon } from '@tabler/icons-react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { useWords } from '../../../ui/words';
import { type SourceView, sourceViews } from './source-views';
import classes from './views.module.css';

const icons = {
  fields: IconColumns,
  matrix: IconGridDots,
  flows: IconTransfer,
  questions: IconMessageQuestion,
  coverage: IconRoute,
  changes: IconFileDiff,
} satisfies Record<SourceView, TablerIcon>;

/** The same sources seen in six ways. */
export function ViewSwitch({ view, questions, onView }: { view: SourceView; questions: number; onView: (view: SourceView) => void }) {
  const { t, locale } = useWords();
  return (
    <SegmentedControl
      className={classes.switch}
      value={view}
      onChange={(value) => onView(value as SourceView)}
      aria-label={t('sources.view')}
      data={sourceViews.map((value) => {
        const Icon = icons[value];
        return {
          value,
          label: (
            <span className={classes.viewName} title={t(`sources.view.${value}`)}>
              <Icon size={15} stroke={1.7} aria-hidden />
              <span>{t(`sources.view.${value}`)}</span>
              {value === 'questions' && questions > 0 && <strong>{numberFormat(locale).format(questions)}</strong>}
            </span>
          ),
        };
      })}
    />
  );
}
