/** What ties types together, where the service says by which fields. */
import type { LinkDraft } from '../../shared/sources/draft';
import { childrenOf, type EdmModel, endOf } from './edm-model';
import type { XmlNode } from './parse-xml';

/** `objectOf`: the name under which a type is imported. No more than `most`. */
export function linksOf(type: { name: string; node: XmlNode }, model: EdmModel, objectOf: (type: string) => string | undefined, most: number): LinkDraft[] {
  const links: LinkDraft[] = [];
  const add = (tie: Tie | undefined) => {
    const object = tie && tie.fields.length > 0 ? objectOf(tie.type) : undefined;
    if (tie && object !== undefined) links.push({ fields: tie.fields, object, toFields: tie.toFields });
  };
  for (const navigation of childrenOf(type.node, 'NavigationProperty')) if (links.length < most) add(newTie(navigation, model));
  for (const association of model.dependents.get(type.name) ?? []) if (links.length < most) add(oldTie(association, model));
  return links;
}

type Tie = { type: string; fields: string[]; toFields: string[] };

/** V4: the constraint stands in the navigation property. */
function newTie(navigation: XmlNode, model: EdmModel): Tie | undefined {
  const type = /^(?:Collection\()?(.*?)\)?$/.exec(navigation.attributes.get('Type') ?? '')?.[1];
  const pairs = childrenOf(navigation, 'ReferentialConstraint').flatMap(({ attributes }) => {
    const field = attributes.get('Property');
    const toField = attributes.get('ReferencedProperty');
    return field && toField ? [[field, toField] as const] : [];
  });
  return type ? { type: model.resolve(type), fields: pairs.map(([field]) => field), toFields: pairs.map(([, toField]) => toField) } : undefined;
}

/** V2 and V3: it stands in an association, for the end that depends on the other, whether or not that end has a way to go there. */
function oldTie(association: XmlNode, model: EdmModel): Tie | undefined {
  const constraint = childrenOf(association, 'ReferentialConstraint')[0];
  const [dependent] = childrenOf(constraint, 'Dependent');
  const [principal] = childrenOf(constraint, 'Principal');
  const type = endOf(association, principal)?.attributes.get('Type');
  const names = (node: XmlNode | undefined) => childrenOf(node ?? association, 'PropertyRef').flatMap(({ attributes }) => attributes.get('Name') ?? []);
  const [fields, toFields] = [names(dependent), names(principal)];
  return type && fields.length === toFields.length ? { type: model.resolve(type), fields, toFields } : undefined;
}
