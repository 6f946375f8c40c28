import { describe, expect, it } from 'vitest';
import { testEngagement, testField, testSource } from '../../../../shared/engagement/engagement.fixture';
import { createTranslate } from '../../../../shared/i18n/translator';
import { createLineage } from '../../../../shared/record/lineage';
import { sourceQuestions } from '../../../../shared/sources/source-questions';
import { textIn } from '../../../../shared/text';
import { questionsText } from './questions-text';

describe('an e-mail of questions', () => {
  it('names each thing as the system spells it, and asks', () => {
    const engagement = testEngagement({
      sources: [
        testSource(1, [testField(1, { nativeName: 'PHONE', label: { en: 'Phone' }, status: 'missing' }), testField(2, { status: 'promised' })], {
          owner: 'IT',
        }),
      ],
    });
    const [group] = sourceQuestions(engagement, createLineage(engagement));
    if (!group) throw new Error('nobody is asked');
    const t = createTranslate('en');
    const mail = questionsText(group, engagement.name, { t, text: (text) => textIn(text, 'en'), nameOfJourney: (id) => id, dateOf: (iso) => iso });
    expect(group.owner).toBe('IT');
    expect(mail.split('\n\n')).toHaveLength(3);
    expect(mail).toContain('1. Source 1: customer.PHONE (Phone)\n');
    expect(mail).toContain(t('asked.status.promised'));
    expect(mail).not.toContain('asked.');
  });
});
