import { useState } from 'react';
import { moveIdentifier } from '../../../../shared/identity/edit-identity';
import type { IdentityReport } from '../../../../shared/identity/report';
import type { IdentityRule } from '../../../../shared/identity/schema';
import type { Lineage } from '../../../../shared/record/lineage';
import { run } from '../../../store/session';
import { useWords } from '../../../ui/words';
import { rankedRules } from './ranked-rules';
import { RuleRow } from './rule-row';
import classes from './rules.module.css';

type Props = {
  rules: readonly IdentityRule[];
  lineage: Lineage;
  /** What the last dry run found, when it was made with these rules. */
  report: IdentityReport | undefined;
  selected: string | undefined;
  onSelect: (attribute: string) => void;
};

/** One row per identifier, in the order in which they are heard. */
export function RuleTable({ rules, lineage, report, selected, onSelect }: Props) {
  const { t } = useWords();
  const [dragged, setDragged] = useState<IdentityRule>();
  const move = (rule: IdentityRule, to: number) => {
    const attribute = lineage.attributes.get(rule.attribute)?.attribute.label ?? { en: rule.attribute };
    run({ key: 'identity.step.order', params: { attribute } }, (e) => moveIdentifier(e, { attribute: rule.attribute, to }));
  };
  const found = new Map(report?.identifiers.map((one) => [one.attribute, one]));
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col" className={classes.rankHead}>
            <span className={classes.hiddenText}>{t('identity.column.order')}</span>
          </th>
          <th scope="col">{t('identity.column.identifier')}</th>
          <th scope="col">{t('identity.column.joins')}</th>
          <th scope="col">{t('identity.column.limit')}</th>
          <th scope="col">{t('identity.column.sources')}</th>
          <th scope="col" data-number>
            {t('identity.column.blocked')}
          </th>
          {report && (
            <>
              <th scope="col" data-number>
                {t('identity.column.joined')}
              </th>
              <th scope="col" data-number>
                {t('identity.column.refused')}
              </th>
            </>
          )}
          <th scope="col">
            <span className={classes.hiddenText}>{t('identity.column.move')}</span>
          </th>
        </tr>
      </thead>
      {rankedRules(rules).map(({ strength, rules: ranked }) => (
        <tbody key={strength}>
          <tr className={classes.group}>
            <th colSpan={report ? 9 : 7} scope="rowgroup">
              {t(`identity.strength.${strength}`)} <span>{t(`identity.strength-says.${strength}`)}</span>
            </th>
          </tr>
          {ranked.map((one) => (
            <RuleRow
              key={one.rule.attribute}
              ranked={one}
              found={lineage.attributes.get(one.rule.attribute)}
              counted={report && (found.get(one.rule.attribute) ?? 'none')}
              selected={selected === one.rule.attribute}
              drop={dragged !== undefined && dragged.strength === strength ? () => move(dragged, rules.indexOf(one.rule)) : undefined}
              onDrag={setDragged}
              onMove={(to) => move(one.rule, to)}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}
