/** The parts of an OData service description, by their full names. */
import type { XmlNode } from './parse-xml';

export type EdmModel = {
  entityTypes: ReadonlyMap<string, XmlNode>;
  complexTypes: ReadonlyMap<string, XmlNode>;
  enumTypes: ReadonlyMap<string, XmlNode>;
  /** Type definitions: names for a primitive type with its limits. */
  definitions: ReadonlyMap<string, XmlNode>;
  /** Associations of V2 and V3 that say by which fields, by the type that depends on the other. */
  dependents: ReadonlyMap<string, XmlNode[]>;
  /** Entity sets and singletons, in order. */
  sets: { name: string; type: string; node: XmlNode }[];
  /** Annotations that stand apart, by what they are about: `Namespace.Type/Property`. */
  annotations: ReadonlyMap<string, XmlNode[]>;
  namespaces: string[];
  /** A name with its alias put out. */
  resolve(name: string): string;
};

export function readModel(root: XmlNode): EdmModel {
  const schemas = findAll(root, 'Schema');
  const aliases = new Map<string, string>();
  for (const schema of [...schemas, ...findAll(root, 'Include')]) {
    const alias = schema.attributes.get('Alias');
    const namespace = schema.attributes.get('Namespace');
    if (alias && namespace) aliases.set(alias, namespace);
  }
  const resolve = (name: string): string => {
    const dot = name.lastIndexOf('.');
    const namespace = dot < 0 ? undefined : aliases.get(name.slice(0, dot));
    return namespace === undefined ? name : `${namespace}${name.slice(dot)}`;
  };
  const entityTypes = new Map<string, XmlNode>();
  const complexTypes = new Map<string, XmlNode>();
  const enumTypes = new Map<string, XmlNode>();
  const definitions = new Map<string, XmlNode>();
  const associations = new Map<string, XmlNode>();
  const kinds = new Map([
    ['EntityType', entityTypes],
    ['ComplexType', complexTypes],
    ['EnumType', enumTypes],
    ['TypeDefinition', definitions],
    ['Association', associations],
  ]);
  const sets: EdmModel['sets'] = [];
  const annotations = new Map<string, XmlNode[]>();
  for (const schema of schemas) {
    const namespace = schema.attributes.get('Namespace') ?? '';
    for (const node of schema.children) {
      const name = node.attributes.get('Name');
      if (name) kinds.get(node.name)?.set(`${namespace}.${name}`, node);
      if (node.name === 'EntityContainer') {
        for (const set of node.children) {
          const type = set.attributes.get(set.name === 'Singleton' ? 'Type' : 'EntityType');
          const setName = set.attributes.get('Name');
          if ((set.name === 'EntitySet' || set.name === 'Singleton') && type && setName) sets.push({ name: setName, type: resolve(type), node: set });
        }
      } else if (node.name === 'Annotations') {
        const target = resolveTarget(node.attributes.get('Target') ?? '', resolve);
        annotations.set(target, [...(annotations.get(target) ?? []), ...node.children]);
      }
    }
  }
  const namespaces = schemas.flatMap((schema) => schema.attributes.get('Namespace') ?? []);
  return {
    entityTypes,
    complexTypes,
    enumTypes,
    definitions,
    dependents: dependentsOf(associations.values(), resolve),
    sets,
    annotations,
    namespaces,
    resolve,
  };
}

/** Types that inherit give those they inherit from first. A circle ends where it began. */
export function lineOfTypes(types: ReadonlyMap<string, XmlNode>, name: string, resolve: EdmModel['resolve']): { name: string; node: XmlNode }[] {
  const line: { name: string; node: XmlNode }[] = [];
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !seen.has(at) && seen.size < 50; ) {
    seen.add(at);
    const node: XmlNode | undefined = types.get(at);
    if (!node) break;
    line.unshift({ name: at, node });
    const base: string | undefined = node.attributes.get('BaseType');
    at = base && resolve(base);
  }
  return line;
}

export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

function dependentsOf(associations: Iterable<XmlNode>, resolve: EdmModel['resolve']): Map<string, XmlNode[]> {
  const found = new Map<string, XmlNode[]>();
  for (const association of associations) {
    const [dependent] = childrenOf(childrenOf(association, 'ReferentialConstraint')[0], 'Dependent');
    const type = endOf(association, dependent)?.attributes.get('Type');
    if (!type) continue;
    const own = found.get(resolve(type));
    if (own) own.push(association);
    else found.set(resolve(type), [association]);
  }
  return found;
}

/** The end of an association that one side of its constraint is about. */
export function endOf(association: XmlNode, side: XmlNode | undefined): XmlNode | undefined {
  const role = side?.attributes.get('Role');
  return role === undefined ? undefined : childrenOf(association, 'End').find(({ attributes }) => attributes.get('Role') === role);
}

function findAll(root: XmlNode, name: string): XmlNode[] {
  const found: XmlNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.name === name) found.push(node);
    // Schemas lie within the service description, never within each other.
    else waiting.push(...node.children.slice().reverse());
  }
  return found;
}

function resolveTarget(target: string, resolve: EdmModel['resolve']): string {
  const slash = target.indexOf('/');
  return slash < 0 ? resolve(target) : `${resolve(target.slice(0, slash))}${target.slice(slash)}`;
}
