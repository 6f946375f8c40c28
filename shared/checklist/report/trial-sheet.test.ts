import { expect, it } from 'vitest';
import { wordsOf } from '../../../tests/report-words';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { testEngagement, testId } from '../../engagement/engagement.fixture';
import { createTranslate } from '../../i18n/translator';
import { languages } from '../../text';
import { addTrialTask } from '../edit-trial';
import { gapReport } from '../gap-report';

const engagement = testEngagement();
const task = { task: 'Build the welcome mail', weight: 2, minutes: 25 };

it('prints a line to fill in for each task of the trial, with the minutes it should take; without a script there is no sheet', () => {
  for (const language of languages) {
    const translate = createTranslate(language);
    const sheet = (of: typeof engagement) => {
      const { blocks } = gapReport({ engagement: of, catalogue: shippedCatalogue(), translate, language, now: '2026-03-27T22:30:00.000Z' });
      const from = blocks.findIndex((block) => block.kind === 'heading' && block.id === 'gap-trial-sheet');
      return from < 0 ? undefined : blocks.slice(from).find((block) => block.kind === 'table');
    };
    expect(sheet(engagement)).toBeUndefined();
    const table = sheet(addTrialTask(engagement, { id: testId(1, 'K'), task }));
    expect(table?.rows).toHaveLength(1);
    const words = wordsOf({ blocks: table ? [table] : [] });
    for (const part of [task.task, translate('gap.trial.outcome.with-help'), new Intl.NumberFormat(language).format(25)]) expect(words).toContain(part);
  }
});
