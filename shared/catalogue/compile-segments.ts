/** The catalogue's segments as segments of an engagement. */
import { compileRule, withParameters } from '../condition/compile-rule';
import { ok, type Result } from '../problem';
import type { Segment } from '../segments/schema';
import type { Catalogue, CatalogueSegment } from './schema';

export function compileSegments(catalogue: Pick<Catalogue, 'segments'>): Segment[] {
  return catalogue.segments.segments.map((template) => toSegment(template, template.rule, new Set(catalogue.segments.globalExclusion.exceptSegments)));
}

/**
 * One segment of the catalogue with the client's own values for its parameters, by parameter id; the catalogue's
 * defaults for the others. Fails as `withParameters` does.
 */
export function compileSegment(template: CatalogueSegment, values: Record<string, unknown>, catalogue: Catalogue): Result<Segment> {
  const chosen = template.parameters.map((parameter) => ({ ...parameter, value: values[parameter.id] ?? parameter.default }));
  const rule = withParameters(template.rule, chosen);
  if (!rule.ok) return rule;
  return ok(toSegment(template, rule.value, new Set(catalogue.segments.globalExclusion.exceptSegments)));
}

function toSegment(template: CatalogueSegment, rule: CatalogueSegment['rule'], administrative: ReadonlySet<string>): Segment {
  return {
    id: template.id,
    name: template.name,
    category: template.category,
    purpose: template.purpose,
    when: compileRule(rule),
    administrative: administrative.has(template.id),
    minimumSize: template.minimumSize.recommended,
  };
}
