import type { IncomingItem } from '@sluice/intake';
import type { ProductPartAction } from '@sluice/schemas';
import { requiredFields } from '../../http/rest-error';
import { listArgument, objectArgument, requiredInt, requiredText } from '../../items/scalar-arguments';
import { skuItem } from '../../items/sku-item';
import type { JsonObject } from '../../json';
import type { ItemMapper } from '../module';
import {
  CONFIGURABLE_OPTION,
  CUSTOM_OPTION,
  MEDIA_ENTRY,
  PRODUCT_LINK,
  WEBSITE_LINK,
} from './product-shapes';

/** A property that the operation cannot do without. */
function required(object: JsonObject, name: string): unknown {
  const value = object[name] ?? null;
  if (value === null || value === '') throw requiredFields([name]);
  return value;
}

const partItem = (action: ProductPartAction, sku: string, payload: JsonObject): IncomingItem =>
  skuItem(action, sku, { sku, ...payload });

const saveMedia =
  (action: 'add-media' | 'update-media'): ItemMapper =>
  (args, { limits }) => {
    const entry = objectArgument(args, 'entry', { shape: MEDIA_ENTRY, limits });
    if (action === 'update-media') required(entry, 'id');
    return partItem(action, requiredText(args, 'sku'), { entry });
  };

const saveLink: ItemMapper = (args, { limits }) => {
  const link = objectArgument(args, 'entity', { shape: PRODUCT_LINK, limits });
  const sku = String(required(link, 'sku'));
  required(link, 'linked_product_sku');
  return partItem('save-link', sku, { link });
};

const addWebsite: ItemMapper = (args, { limits }) => {
  const link = objectArgument(args, 'productWebsiteLink', { shape: WEBSITE_LINK, limits });
  const website_id = required(link, 'website_id');
  return partItem('add-website', String(required(link, 'sku')), { website_id });
};

const saveOption: ItemMapper = (args, { limits }) => {
  const option = objectArgument(args, 'option', { shape: CUSTOM_OPTION, limits });
  return partItem('save-option', String(required(option, 'product_sku')), { option });
};

/** The mappers of the actions on parts of a product, by `entity/action`. */
export const PRODUCT_PART_MAPPERS: Readonly<Record<string, ItemMapper>> = {
  'product/add-media': saveMedia('add-media'),
  'product/update-media': saveMedia('update-media'),
  'product/remove-media': (args) =>
    partItem('remove-media', requiredText(args, 'sku'), { entry_id: requiredInt(args, 'entryId') }),
  'product/set-links': (args, { limits }) => {
    const items = listArgument(args, 'items', { shape: PRODUCT_LINK, limits });
    for (const item of items) required(item, 'linked_product_sku');
    return partItem('set-links', requiredText(args, 'sku'), { items });
  },
  'product/save-link': saveLink,
  'product/remove-link': (args) =>
    partItem('remove-link', requiredText(args, 'sku'), {
      type: requiredText(args, 'type'),
      linked_product_sku: requiredText(args, 'linkedProductSku'),
    }),
  'product/add-website': addWebsite,
  'product/save-option': saveOption,
  'product/remove-option': (args) =>
    partItem('remove-option', requiredText(args, 'sku'), { option_id: requiredInt(args, 'optionId') }),
  'product/add-child': (args) =>
    partItem('add-child', requiredText(args, 'sku'), { child_sku: requiredText(args, 'childSku') }),
  'product/save-configurable-option': (args, { limits }) => {
    const option = objectArgument(args, 'option', { shape: CONFIGURABLE_OPTION, limits });
    return partItem('save-configurable-option', requiredText(args, 'sku'), { option });
  },
};

/** The items that such payloads were mapped from. */
export const PRODUCT_PART_ITEMS: Readonly<Record<string, (payload: JsonObject) => JsonObject>> = {
  'product/add-media': ({ sku, entry }) => ({ sku, entry }),
  'product/update-media': ({ sku, entry }) => ({ sku, entry }),
  'product/set-links': ({ sku, items }) => ({ sku, items }),
  'product/save-configurable-option': ({ sku, option }) => ({ sku, option }),
  'product/remove-media': ({ sku, entry_id }) => ({ sku, entryId: entry_id }),
  'product/save-link': ({ link }) => ({ entity: link }),
  'product/remove-link': ({ sku, type, linked_product_sku }) => ({
    sku,
    type,
    linkedProductSku: linked_product_sku,
  }),
  'product/add-website': ({ sku, website_id }) => ({ productWebsiteLink: { sku, website_id } }),
  'product/save-option': ({ option }) => ({ option }),
  'product/remove-option': ({ sku, option_id }) => ({ sku, optionId: option_id }),
  'product/add-child': ({ sku, child_sku }) => ({ sku, childSku: child_sku }),
};
