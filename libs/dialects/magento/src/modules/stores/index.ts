import { ANY_TOKEN } from '../../http/authorize';
import type { MagentoModule, ReadAnswer, ReadRow } from '../module';

/** Registry routes need any valid token. */
const STORES = { verb: 'GET', access: ANY_TOKEN, acl: 'Magento_Backend::store' } as const;

const answer =
  (select: (registry: Parameters<ReadAnswer>[0]['options']['registry']) => unknown): ReadAnswer =>
  ({ options }) =>
    Promise.resolve(select(options.registry));

const READS: readonly ReadRow[] = [
  {
    ...STORES,
    path: '/store/storeViews',
    description: 'The store views.',
    answer: answer((registry) => registry.storeViews),
  },
  {
    ...STORES,
    path: '/store/websites',
    description: 'The websites.',
    answer: answer((registry) => registry.websites),
  },
  {
    ...STORES,
    path: '/store/storeGroups',
    description: 'The store groups.',
    answer: answer((registry) => registry.storeGroups),
  },
  {
    ...STORES,
    path: '/directory/currency',
    description: 'The currencies.',
    answer: answer((registry) => registry.currencies[0] ?? {}),
  },
  {
    ...STORES,
    path: '/taxClasses/search',
    description: 'The tax classes.',
    answer: answer(({ taxClasses }) => ({ items: taxClasses, total_count: taxClasses.length })),
  },
];

/** The registry: websites, store groups and store views (contract magento-bulk 8). */
export const storesModule: MagentoModule = { writes: [], mappers: {}, reads: READS, views: {}, items: {} };
