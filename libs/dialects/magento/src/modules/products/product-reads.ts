import { canonicalSku, type ProductDocument } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { noSuchEntity, productNotFound } from '../../http/rest-error';
import type { JsonObject } from '../../json';
import { linkViews, mediaView, mediaViews, optionViews } from '../../products/product-part-views';
import { productOf } from '../../products/read-product';
import type { ReadContext, ReadRow } from '../module';
import { childrenOf, configurableOptionsOf } from './configurable-reads';
import { searchProducts } from './search-products';

const READ = { verb: 'GET', entity: 'product', access: 'magento:products:read' } as const;
const PRODUCTS = { ...READ, acl: 'Magento_Catalog::products' } as const;
const CATALOG = { ...READ, acl: 'Magento_Catalog::catalog' } as const;

const LINK_TYPES: ReadonlySet<string> = new Set(['related', 'crosssell', 'upsell', 'associated']);

/** The product of a path. Throws its 404. */
async function requireProduct({ entities }: ReadContext, sku = ''): Promise<EntityRecord> {
  const found = await entities.one('product', canonicalSku(sku));
  if (found === null) throw productNotFound();
  return found;
}

const documentOf = async (context: ReadContext, sku: string | undefined): Promise<ProductDocument> =>
  (await requireProduct(context, sku)).document as ProductDocument;

function linksOf(document: ProductDocument, type: string): JsonObject[] {
  if (!LINK_TYPES.has(type))
    throw noSuchEntity(`The "${type}" link type is unknown. Verify the type and try again.`);
  return linkViews(document).filter(({ link_type }) => link_type === type);
}

function mediaEntryOf({ media = [] }: ProductDocument, entryId: string): JsonObject {
  const entry = media.find(({ id }) => String(id) === entryId);
  if (entry === undefined)
    throw noSuchEntity('No image with the provided ID was found. Verify the ID and try again.');
  return mediaView(entry);
}

const PART_READS: readonly ReadRow[] = [
  {
    ...CATALOG,
    path: '/products/:sku/media',
    description: 'The media gallery of a product.',
    answer: async (context, _call, { sku }) => mediaViews(await documentOf(context, sku)),
  },
  {
    ...CATALOG,
    path: '/products/:sku/media/:entryId',
    description: 'One entry of the media gallery of a product.',
    answer: async (context, _call, { sku, entryId = '' }) =>
      mediaEntryOf(await documentOf(context, sku), entryId),
  },
  {
    ...CATALOG,
    path: '/products/:sku/links/:type',
    description: 'The links of a product of one type.',
    answer: async (context, _call, { sku, type = '' }) => linksOf(await documentOf(context, sku), type),
  },
  {
    ...CATALOG,
    path: '/products/:sku/options',
    description: 'The custom options of a product.',
    answer: async (context, _call, { sku }) => optionViews(await documentOf(context, sku)),
  },
  {
    ...PRODUCTS,
    path: '/configurable-products/:sku/children',
    description: 'The children of a configurable product, as products.',
    answer: async (context, { target }, { sku }) => {
      const scope = target.scope ?? context.options.stores.defaultView;
      return childrenOf(context, await documentOf(context, sku), scope);
    },
  },
  {
    ...PRODUCTS,
    path: '/configurable-products/:sku/options/all',
    description: 'The options of a configurable product.',
    answer: async (context, _call, { sku }) => configurableOptionsOf(await documentOf(context, sku)),
  },
];

/** Reading products back. */
export const PRODUCT_READS: readonly ReadRow[] = [
  {
    ...PRODUCTS,
    path: '/products',
    description: 'A search over products, as they are seen in the store scope of the path.',
    answer: searchProducts,
  },
  {
    ...PRODUCTS,
    path: '/products/:sku',
    description: 'The product with this sku, in the store scope of the path.',
    answer: async (context, { target }, { sku = '' }) => {
      const scope = target.scope ?? context.options.stores.defaultView;
      const product = await productOf(context, canonicalSku(sku), scope);
      if (product === null) throw productNotFound();
      return product;
    },
  },
  ...PART_READS,
];
