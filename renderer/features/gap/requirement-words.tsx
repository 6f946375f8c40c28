import {
  IconBook2,
  IconChartBar,
  IconCirclesRelation,
  IconColumns,
  IconDatabase,
  IconLanguage,
  IconPencil,
  IconRoute,
  IconSend,
  IconTable,
  IconUserSquareRounded,
} from '@tabler/icons-react';
import type { Cause } from '../../../shared/checklist/cause';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import { type RequirementSpeaker, requirementBrief } from '../../../shared/checklist/requirement-words';
import type { Requirement } from '../../../shared/checklist/requirements';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './heat-map.module.css';

export const causeIcons = {
  source: IconDatabase,
  object: IconTable,
  field: IconColumns,
  attribute: IconUserSquareRounded,
  segment: IconCirclesRelation,
  journey: IconRoute,
  volumes: IconChartBar,
  languages: IconLanguage,
  'planned-send': IconSend,
} satisfies Record<Cause['kind'], unknown>;

/** Says requirements in the reader's language, with the unit of the point. */
export function useRequirementSpeaker(): (known: KnownPoint) => RequirementSpeaker {
  const { t, language } = useWords();
  const sources = useEngagement((e) => e.sources);
  const attributes = useEngagement((e) => e.record.attributes);
  return ({ known, point }) => ({
    translate: t,
    language,
    nameOf: (id) => sources.find((source) => source.id === id)?.name ?? attributes.find((attribute) => attribute.id === id)?.label,
    unit: known?.unit ?? point.own?.unit,
  });
}

/** What is needed, and in a second line why: the things in the plan that ask for it, or where else it comes from. */
export function RequirementCell({ known, requirement }: { known: KnownPoint; requirement: Requirement | undefined }) {
  const { t } = useWords();
  const speaker = useRequirementSpeaker();
  const causes = useCauseLine();
  if (!requirement)
    return (
      <span className={classes.needs}>
        <span className={classes.none}>{t('gap.no-requirement')}</span>
        <Wanted known={known} />
      </span>
    );
  const [first] = requirement.causes;
  const Icon = requirement.from === 'plan' && first ? causeIcons[first.kind] : requirement.from === 'consultant' ? IconPencil : IconBook2;
  const line = requirement.from === 'plan' ? causes(requirement) : (requirement.reason ?? t('gap.from.catalogue'));
  const words = requirementBrief(requirement, speaker(known));
  return (
    <span className={classes.needs}>
      <span className={classes.requirement}>
        <strong title={words}>{words}</strong>
        <span className={classes.cause}>
          <Icon size={13} stroke={1.7} aria-hidden />
          <span title={line}>{line}</span>
        </span>
      </span>
      <Wanted known={known} />
    </span>
  );
}

/** The wanted state, where it is another one than the priority asks for. */
function Wanted({ known }: { known: KnownPoint }) {
  const { t, locale } = useWords();
  const { wanted } = known.point;
  if (wanted === undefined) return null;
  return (
    <span className={classes.wanted} title={t('gap.wanted-is', { score: wanted })} role="img" aria-label={t('gap.wanted-is', { score: wanted })}>
      {new Intl.NumberFormat(locale).format(wanted)}
    </span>
  );
}

/** Two causes by name, more by number; when the requirement is that number, the first one by name. */
function useCauseLine(): (requirement: Requirement) => string {
  const { t, text, language } = useWords();
  return ({ causes, value }) => {
    const [first] = causes;
    if (!first) return '';
    if (first.kind === 'languages' || first.kind === 'volumes') return t(`gap.cause.${first.kind}`);
    const isolated = (cause: Cause) => `\u2068${text(cause.name)}\u2069`;
    if (causes.length <= 2) return causes.map(isolated).join(language === 'fa' ? '، ' : ', ');
    if (value.kind === 'number' && value.value === causes.length) return t('gap.causes.and-more', { name: first.name, count: causes.length - 1 });
    const kind = causes.every((cause) => cause.kind === first.kind) ? first.kind : 'mixed';
    return t(`gap.causes.${kind}`, { count: causes.length });
  };
}
