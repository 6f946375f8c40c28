import type { Catalogue } from '../../catalogue/schema';
import { type ConditionNames, createConditionNames } from '../../condition/sentence';
import type { Frame } from '../../documents/frame-report';
import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import { capitalised } from '../../journey/brief-setting';
import { journeyContext } from '../../journey/journey-context';
import type { Speaker } from '../../journey/node-label';
import type { Inline, Tone } from '../../report';
import { type Supply, supplyOf } from '../../sources/coverage';
import { type Language, textIn } from '../../text';
import { type AttributeLineage, createLineage, type Lineage } from '../lineage';
import type { Attribute } from '../schema';
import { wantedAttributes } from '../wanted-attributes';

/** What every chapter of the specification needs, looked up once. */
export type SpecSetting = Speaker &
  Pick<Frame, 'engagement' | 'now'> & {
    names: ConditionNames;
    lineage: Lineage;
    /** Ids of the attributes that have to be built: somebody feeds them, or something that will run needs them. */
    wanted: ReadonlySet<string>;
    /** Ids of the attributes some live journey stands still for. */
    blocking: ReadonlySet<string>;
  };

export function specSetting({ engagement, translate, language, now }: Frame, catalogue: Pick<Catalogue, 'events' | 'kpi'>): SpecSetting {
  const lineage = createLineage(engagement);
  const live = engagement.journeys.filter(({ status }) => status !== 'retired');
  return {
    engagement,
    translate,
    language,
    now,
    context: journeyContext(engagement, catalogue),
    names: createConditionNames(engagement, catalogue.events),
    lineage,
    wanted: wantedAttributes(engagement, lineage),
    blocking: new Set(live.flatMap(({ id }) => lineage.missingFor(id))),
  };
}

export function attributeTitle({ id, label }: Pick<Attribute, 'id' | 'label'>, language: Language): string {
  return textIn(label, language) || id;
}

/** Where an attribute's own paragraph begins. */
export function anchorOfAttribute(id: string): string {
  return `attribute-${id}`;
}

/** Leads to the attribute's own paragraph, where it has one. */
export function attributeLink(attribute: Pick<Attribute, 'id' | 'label'>, { language, wanted }: SpecSetting): Inline {
  const text = attributeTitle(attribute, language);
  return wanted.has(attribute.id) ? { text, user: true, link: `#${anchorOfAttribute(attribute.id)}` } : { text, user: true };
}

const tones: Record<Supply, Tone> = {
  confirmed: 'plain',
  given: 'plain',
  promised: 'accent',
  'open-question': 'waiting',
  missing: 'waiting',
  unmapped: 'waiting',
};

/** How sure the attribute is, and how urgent that is. */
export function stateOf(found: AttributeLineage, { translate, blocking }: SpecSetting): { words: string; tone: Tone } {
  const supply = supplyOf(found);
  return { words: capitalised(translate(`coverage.supply.${supply}`)), tone: blocking.has(found.attribute.id) ? 'blocking' : tones[supply] };
}

export function numberIn(language: Language): (value: number) => string {
  const format = numberFormat(localeOf[language], { maximumFractionDigits: 2 });
  return (value) => format.format(value);
}
