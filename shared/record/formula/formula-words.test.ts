import { describe, expect, it } from 'vitest';
import { sampleEngagement } from '../../../tests/sample-engagement';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { createConditionNames } from '../../condition/sentence';
import { createTranslate } from '../../i18n/translator';
import { type Language, languages, textIn } from '../../text';
import { formulaNeeds } from './formula-needs';
import { formulaLines } from './formula-words';
import { parseFormula } from './parse-formula';

const engagement = sampleEngagement('en');
const catalogue = shippedCatalogue();
const names = createConditionNames(engagement, catalogue.events);

function lines(formula: string, language: Language = 'en', attribute = 'lifecycle-stage'): string[] {
  const parsed = parseFormula(formula);
  if (!parsed.ok) throw new Error(formula);
  return formulaLines(parsed.value, attribute, { names, translate: createTranslate(language), language }).map((line) => line.replace(/[\u2066-\u2069]/g, ''));
}

describe('a formula in words', () => {
  it.each([
    [
      'greatest(0, coalesce(imported, 0) + count(order_placed since import))',
      'what the sources last delivered (if there is none: 0) plus the number of “Order placed” since that import, never less than 0',
    ],
    ['sum(order_placed.order_total last P365D) / 2', 'the sum of “Order total” in “Order placed” in the last 365 days divided by 2'],
    ['(orders_count + 1) * 2', '(Number of orders plus 1) times 2'],
    ['orders_count - (1 - age)', 'Number of orders less (1 less Age)'],
    ['last_at(order_placed) >= first_at(visit_started)', 'the time of the latest “Order placed” is on or after the time of the first “Visit started”'],
    [
      "count(message_opened where (channel = 'email' and not is_machine_open))",
      'the number of “Message opened” (Channel is “email” and Opened by a privacy proxy or scanner: no or not known)',
    ],
    ['not (orders_count > 1 or is_set(age))', 'not so: (Number of orders is more than 1 or Age has a value)'],
    ['(age > 1 or age < 0) and orders_count = 1', '(Age is more than 1 or Age is less than 0) and Number of orders is 1'],
  ])('%s', (formula, words) => {
    expect(lines(formula)).toEqual([words]);
  });

  it('is a list of decisions where it decides, each with every test on its way and the labels of its values', () => {
    expect(lines("if(orders_count = 0, if(lead_score > 0, 'lead', 'prospect'), 'active')")).toEqual([
      '“Lead”, when Number of orders is 0 and Lead score is more than 0',
      '“Potential customer”, when Number of orders is 0',
      'Otherwise: “Active”',
    ]);
    expect(lines("if(age > 1 or age < 0, if(orders_count = 1, 'lead', 'active'), 'lapsed')")[0]).toBe(
      '“Lead”, when (Age is more than 1 or Age is less than 0) and Number of orders is 1',
    );
  });

  it.each(languages)('%s: names everything that the formulas of the catalogue look at', (language) => {
    for (const { id, formula } of engagement.record.attributes) {
      if (formula === undefined) continue;
      const said = lines(formula, language, id).join('\n');
      const parsed = parseFormula(formula);
      if (!parsed.ok) throw new Error(id);
      const needs = formulaNeeds(parsed.value);
      for (const one of [
        ...needs.events.map((event) => textIn(names.event(event), language)),
        ...needs.attributes.map((one) => textIn(names.attribute(one), language)),
      ])
        expect(said, id).toContain(one);
      expect(said, id).not.toMatch(/formula-words|undefined|\{\{/);
    }
  });
});
