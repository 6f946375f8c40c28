import { compileFieldChange, compileRule, compileWhere, withParameters } from '../condition/compile-rule';
import { refsOf } from '../condition/refs';
import type { Condition } from '../condition/schema';
import { toWire } from '../ids';
import { type Problem, problem } from '../problem';
import type { JourneyTemplate, TemplateStep } from './journey-template';
import type { Catalogue, CatalogueProperty } from './schema';

type Path = Problem['path'];

/**
 * Whether every id the catalogue mentions exists, exactly once, and the parts agree with each other. Codes:
 * `catalogue-unknown` {kind, id}, `catalogue-twice` {id}, `catalogue-differs` {expected, found}.
 */
export function checkCatalogue(catalogue: Catalogue): Problem[] {
  const { checklist, dataSources, events, journeys, kpi, segments, unifiedRecord } = catalogue;
  const problems: Problem[] = [];

  const unique = (path: Path, ids: readonly string[]): ReadonlySet<string> => {
    const seen = new Set<string>();
    for (const id of ids) {
      if (seen.has(id)) problems.push(problem('blocks', 'catalogue-twice', [...path, id], { id }));
      seen.add(id);
    }
    return seen;
  };
  const ids = (path: Path, items: readonly { id: string }[]) =>
    unique(
      path,
      items.map((item) => item.id),
    );
  const known = (kind: string, all: ReadonlySet<string>, path: Path, ...wanted: readonly (string | undefined | null)[]) => {
    for (const id of wanted) if (id && !all.has(id)) problems.push(problem('blocks', 'catalogue-unknown', path, { kind, id }));
  };
  const same = (path: Path, expected: string | number, found: string | number) => {
    if (expected !== found) problems.push(problem('blocks', 'catalogue-differs', path, { expected, found }));
  };

  const attributes = ids(['unifiedRecord', 'fields'], unifiedRecord.fields);
  const sources = ids(['dataSources', 'sources'], dataSources.sources);
  const eventIds = ids(['events', 'events'], events.events);
  const segmentIds = ids(['segments', 'segments'], segments.segments);
  const journeyIds = ids(['journeys', 'journeys'], journeys.journeys);
  const kpiIds = ids(['kpi', 'kpis'], kpi.kpis);
  const common = ids(['events', 'commonProperties'], events.commonProperties);
  const properties = new Map(events.events.map((event) => [event.id, ids(['events', event.id, 'properties'], event.properties)]));
  const emitted = new Set(eventIds);

  const knownProperty = (path: Path, event: string, ...wanted: string[]) => {
    known('event', eventIds, path, event);
    const own = properties.get(event);
    if (own) for (const id of wanted) if (!common.has(id)) known(`property of ${event}`, own, path, id);
  };
  /** `mine`: the event at hand; `entry`: the events that can start the journey. */
  const knownIn = (path: Path, condition: Condition | undefined, mine: readonly string[], entry: readonly string[]) => {
    const refs = refsOf(condition);
    known('attribute', attributes, path, ...refs.attributes);
    known('segment', segmentIds, path, ...refs.segments);
    for (const [event, wanted] of Object.entries(refs.events)) knownProperty(path, event, ...wanted);
    for (const event of mine) knownProperty(path, event, ...refs.event);
    for (const id of refs.entry) if (!entry.some((event) => properties.get(event)?.has(id))) known('property of the trigger', new Set(), path, id);
  };

  // Checklist
  const pointCategories = ids(['checklist', 'categories'], checklist.categories);
  const answerTypes = ids(['checklist', 'answerTypes'], checklist.answerTypes);
  ids(['checklist', 'points'], checklist.points);
  unique(
    ['checklist', 'points', 'number'],
    checklist.points.map(({ number }) => String(number)),
  );
  for (const point of checklist.points) {
    const path = ['checklist', 'points', point.id];
    known('category', pointCategories, path, point.category);
    known('answer type', answerTypes, path, point.answerType);
    ids([...path, 'options'], point.options ?? []);
    same(
      [...path, 'scoring'],
      '0,1,2,3,4',
      point.scoring
        .map(({ score }) => score)
        .sort()
        .join(),
    );
    if (point.answerType === 'choice' && !point.options) known('options', new Set(), path, point.id);
  }

  // Data sources
  ids(
    ['dataSources', 'objects'],
    dataSources.sources.flatMap(({ objects }) => objects),
  );
  ids(
    ['dataSources', 'fields'],
    dataSources.sources.flatMap(({ objects }) => objects.flatMap(({ fields }) => fields)),
  );
  for (const source of dataSources.sources) {
    const fields = source.objects.flatMap((object) => object.fields);
    known('attribute', attributes, ['dataSources', source.id, 'trustedFor'], ...source.trustedFor);
    same(['dataSources', source.id, 'fieldCount'], fields.length, source.fieldCount);
    for (const field of fields) {
      known('attribute', attributes, ['dataSources', field.id, 'unifiedField'], field.unifiedField);
      for (const property of field.eventProperties) {
        const [event = '', id = ''] = property.split('.');
        knownProperty(['dataSources', field.id, 'eventProperties'], event, id);
      }
    }
  }

  // Unified record
  const groups = ids(['unifiedRecord', 'groups'], unifiedRecord.groups);
  known('identifier', attributes, ['unifiedRecord', 'matchingOrder'], ...unifiedRecord.matchingOrder.fields);
  unique(['unifiedRecord', 'matchingOrder'], unifiedRecord.matchingOrder.fields);
  same(
    ['unifiedRecord', 'matchingOrder'],
    unifiedRecord.fields
      .filter(({ identifier }) => identifier)
      .map(({ id }) => id)
      .sort()
      .join(),
    [...unifiedRecord.matchingOrder.fields].sort().join(),
  );
  for (const { group, sources: order } of unifiedRecord.trustOrder) {
    known('group', groups, ['unifiedRecord', 'trustOrder'], group);
    known('source', sources, ['unifiedRecord', 'trustOrder', group], ...order);
  }
  for (const field of unifiedRecord.fields) {
    const path = ['unifiedRecord', field.id];
    known('group', groups, path, field.group);
    known('source', sources, path, ...field.fedBySources);
    known('journey', journeyIds, path, ...field.usedByJourneys);
    known('segment', segmentIds, path, ...field.usedBySegments);
    ids([...path, 'enumValues'], field.enumValues ?? []);
    same([...path, 'enumValues'], String(field.type === 'enum'), String(field.enumValues !== undefined));
    same([...path, 'matchStrength'], String(field.identifier), String(field.matchStrength !== undefined));
  }

  // Events
  const eventCategories = ids(['events', 'categories'], events.categories);
  const named = (path: Path, { id, name }: Pick<CatalogueProperty, 'id' | 'name'>) => same([...path, id, 'name'], toWire(id), name);
  for (const property of events.commonProperties) named(['events', 'commonProperties'], property);
  for (const event of events.events) {
    const path = ['events', event.id];
    known('category', eventCategories, path, event.category);
    known('journey', journeyIds, path, ...event.usedByJourneys);
    known('segment', segmentIds, path, ...event.usedBySegments);
    named(['events'], event);
    for (const property of event.properties) named(path, property);
  }

  // Segments
  const segmentCategories = ids(['segments', 'categories'], segments.categories);
  const uses = ids(['segments', 'minimumSizePolicy'], segments.minimumSizePolicy.uses);
  known('segment', segmentIds, ['segments', 'globalExclusion'], ...segments.globalExclusion.exceptSegments);
  knownIn(['segments', 'globalExclusion'], compileRule(segments.globalExclusion.rule), [], []);
  for (const segment of segments.segments) {
    const path = ['segments', segment.id];
    known('category', segmentCategories, path, segment.category);
    known('use', uses, path, segment.minimumSize.use);
    known('journey', journeyIds, path, ...segment.usedByJourneys);
    ids([...path, 'parameters'], segment.parameters);
    knownIn([...path, 'rule'], compileRule(segment.rule), [], []);
    const filled = withParameters(
      segment.rule,
      segment.parameters.map((parameter) => ({ ...parameter, value: parameter.default })),
    );
    problems.push(...filled.problems.map((one) => ({ ...one, path })));
    if (filled.ok) same([...path, 'parameters'], JSON.stringify(segment.rule), JSON.stringify(filled.value));
  }

  // Journeys
  const suppressions = ids(['journeys', 'commonSuppressions'], journeys.commonSuppressions);
  const steps = new Set(journeys.journeys.flatMap((journey) => journey.steps.map(({ id }) => id)));
  ids(
    ['journeys', 'steps'],
    journeys.journeys.flatMap((journey) => journey.steps),
  );
  for (const suppression of journeys.commonSuppressions) {
    const path = ['journeys', 'commonSuppressions', suppression.id];
    if (suppression.rule) knownIn(path, compileRule(suppression.rule), [], []);
    known('step', steps, path, ...(suppression.schedule?.exceptSteps ?? []));
  }
  for (const journey of journeys.journeys) checkJourneyTemplate(journey);

  function checkJourneyTemplate(journey: JourneyTemplate): void {
    const path = ['journeys', journey.id];
    const { trigger } = journey;
    const starts = trigger.type === 'event' ? [trigger, ...(trigger.alternatives ?? [])] : [];
    const entry = starts.map(({ event }) => event);
    const mine = ids([...path, 'steps'], journey.steps);
    known('event', eventIds, [...path, 'trigger'], ...entry);
    for (const start of starts) knownIn([...path, 'trigger'], compileWhere(start.where ?? []), [start.event], entry);
    if (trigger.type === 'event') known('step', mine, [...path, 'trigger'], ...(trigger.alternatives ?? []).map(({ entryStep }) => entryStep));
    if (trigger.type === 'segment-enter') known('segment', segmentIds, [...path, 'trigger'], trigger.segment);
    else if (trigger.fieldChange) {
      const { attribute, where } = compileFieldChange(trigger.fieldChange);
      known('attribute', attributes, [...path, 'trigger'], attribute);
      knownIn([...path, 'trigger'], where, [], entry);
    }
    known('attribute', attributes, [...path, 'requiredFields'], ...journey.requiredFields);
    known('event', eventIds, [...path, 'requiredEvents'], ...journey.requiredEvents);
    known('suppression', suppressions, [...path, 'suppression'], ...journey.suppression.common);
    known('kpi', kpiIds, [...path, 'kpis'], journey.primaryKpi, ...journey.kpis);
    for (const own of journey.suppression.own) if (own.rule) knownIn([...path, 'suppression', own.id], compileRule(own.rule), [], entry);
    knownIn([...path, 'entry'], compileRule(journey.entry.rule), [], entry);
    knownIn([...path, 'goal'], compileRule(journey.exit.goalRule), [], entry);
    for (const exit of journey.exit.otherExits) knownIn([...path, 'exit', exit.id], compileRule(exit.rule), [], entry);
    const { gapReport, scoringModel } = journey;
    if (gapReport) {
      knownProperty([...path, 'gapReport'], gapReport.registeredEvent, ...gapReport.joinOn);
      knownProperty([...path, 'gapReport'], gapReport.attendedEvent, ...gapReport.joinOn);
    }
    if (scoringModel) {
      known('attribute', attributes, [...path, 'scoringModel'], scoringModel.field);
      for (const { id, event, where } of scoringModel.points) {
        known('event', eventIds, [...path, 'scoringModel', id], event);
        knownIn([...path, 'scoringModel', id], compileWhere(where ?? []), [event], entry);
      }
      for (const { id, rule } of scoringModel.fitRules) knownIn([...path, 'scoringModel', id], compileRule(rule), [], entry);
    }
    for (const step of journey.steps) checkStep(step, [...path, step.id], mine, entry);
  }

  function checkStep(step: TemplateStep, path: Path, steps: ReadonlySet<string>, entry: readonly string[]): void {
    switch (step.type) {
      case 'message':
        known('step', steps, path, step.next);
        known('attribute', attributes, path, step.requiresConsent);
        known('suppression', suppressions, path, ...(step.ignoreSuppression ?? []));
        return;
      case 'wait':
        known('step', steps, path, step.next);
        return;
      case 'condition':
        known('step', steps, path, step.yes, step.no);
        knownIn(path, compileRule(step.rule), [], entry);
        return;
      case 'split':
        known('step', steps, path, ...step.variants.map(({ next }) => next));
        known('kpi', kpiIds, path, step.winnerMetric);
        return;
      case 'update-field':
        known('step', steps, path, step.next);
        known('attribute', attributes, path, step.field);
        return;
      case 'action':
        known('step', steps, path, step.next);
        known('event', emitted, path, step.emits, step.whenDone);
        known('attribute', attributes, path, step.assignTo, ...(step.payloadFields ?? []));
        return;
      case 'wait-for-event':
        known('step', steps, path, step.onEvent, step.onTimeout);
        known('event', eventIds, path, step.event);
        knownIn(path, compileWhere(step.where ?? []), [step.event], entry);
        return;
      case 'wait-until-date': {
        const [event = '', property = ''] = step.dateRef.eventProperty.split('.');
        known('step', steps, path, step.next);
        knownProperty(path, event, property);
        known('trigger', new Set(entry), path, event);
        return;
      }
      case 'goal':
      case 'exit':
        return;
    }
  }

  // KPIs
  const kpiCategories = ids(['kpi', 'categories'], kpi.categories);
  const origins = ids(['kpi', 'inputOrigins'], kpi.inputOrigins);
  const verdicts = ids(['kpi', 'verdicts'], kpi.verdicts);
  for (const claim of kpi.claimsChecked) {
    known('verdict', verdicts, ['kpi', claim.id], claim.verdict);
    known('kpi', kpiIds, ['kpi', claim.id], ...claim.kpis);
  }
  for (const one of kpi.kpis) {
    const inputs = ids(['kpi', one.id, 'inputs'], one.inputs);
    known('category', kpiCategories, ['kpi', one.id], one.category);
    known('origin', origins, ['kpi', one.id], ...one.inputs.map(({ origin }) => origin));
    known('input', inputs, ['kpi', one.id, 'expression'], ...(one.expression.match(/[a-z_][a-z0-9_]*/g) ?? []));
  }
  return problems;
}
