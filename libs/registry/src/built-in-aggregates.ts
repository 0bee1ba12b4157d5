import type { Registry } from './registry';

/** An aggregate that is there before anything is written under its key. */
export interface Seed {
  readonly key: string;
  readonly id: number | null;
  readonly document: unknown;
  readonly refs?: readonly string[];
}

/** The seeds of every collection that has some. */
export type Seeds = ReadonlyMap<string, readonly Seed[]>;

const categories: readonly Seed[] = [
  { id: 1, parent_id: 0, name: 'Root Catalog', position: 0, include_in_menu: true },
  { id: 2, parent_id: 1, name: 'Default Category', position: 1, include_in_menu: true },
].map(({ id, ...fields }) => ({
  key: String(id),
  id,
  document: { ...fields, is_active: true, attributes: {} },
}));

const attributeSets: readonly Seed[] = [
  {
    key: 'default',
    id: 4,
    refs: ['id:4'],
    document: {
      attribute_set_name: 'Default',
      sort_order: 1,
      groups: [{ attribute_group_id: 7, attribute_group_name: 'General' }],
      attributes: {},
    },
  },
];

const stocks: readonly Seed[] = [
  {
    key: '1',
    id: 1,
    document: { name: 'Default Stock', links: [{ source_code: 'default', priority: 1 }], attributes: {} },
  },
];

const sources: readonly Seed[] = [
  {
    key: 'default',
    id: null,
    document: { source_code: 'default', name: 'Default Source', enabled: true, attributes: {} },
  },
];

const customerGroups = (registry: Registry): Seed[] =>
  registry.customerGroups.map(({ id, code, tax_class_id }) => ({
    key: code.toLowerCase(),
    id,
    refs: [`id:${id}`],
    document: { code, tax_class_id, attributes: {} },
  }));

/** What is there before anything is written (contract magento-bulk 8, "Registry"). */
export function builtInAggregates(registry: Registry): Seeds {
  return new Map([
    ['categories', categories],
    ['attribute_sets', attributeSets],
    ['stocks', stocks],
    ['inventory_sources', sources],
    ['customer_groups', customerGroups(registry)],
  ]);
}

/** The highest built-in ids of parts, by the name of their sequence: the group of the built-in attribute set. */
const PART_IDS: ReadonlyMap<string, number> = new Map([['attribute_sets.parts', 7]]);

/** Built-in ids end here, and those a sequence makes begin behind it. */
export function idBase(registry: Registry, collection: string): number {
  const ids =
    builtInAggregates(registry)
      .get(collection)
      ?.map(({ id }) => id ?? 0) ?? [];
  return Math.max(PART_IDS.get(collection) ?? 0, 0, ...ids);
}
