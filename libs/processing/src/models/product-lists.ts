import type { ProductDocument, ProductUpsertPayload } from '@sluice/schemas';
import type { OperationContext, Refusal } from '../model';
import { replaceChildren, replaceConfigurableOptions } from './product-configurable';
import { replaceLinks } from './product-links';
import { replaceMedia } from './product-media';
import { replaceOptions } from './product-options';
import { isRefusal } from './product-part';

/** Whether an upsert brings a list; most bring none, and pay for nothing but this look. */
const bringsLists = (sent: ProductUpsertPayload): boolean =>
  sent.media_gallery_entries !== undefined ||
  sent.product_links !== undefined ||
  sent.options !== undefined ||
  sent.website_ids !== undefined ||
  sent.configurable_product_links !== undefined ||
  sent.configurable_product_options !== undefined;

/** The lists that were sent, each in place of the one that is there (contract magento-bulk 8: they are global). */
function takeLists(
  document: ProductDocument,
  sent: ProductUpsertPayload,
  context: OperationContext,
): ProductDocument | Refusal {
  const { media = [], options = [], children = [], configurable_options = [] } = document;
  const entries = sent.media_gallery_entries && replaceMedia(media, sent.media_gallery_entries, context);
  if (entries !== undefined && isRefusal(entries)) return entries;
  const links = sent.product_links && replaceLinks(sent.product_links);
  if (links !== undefined && isRefusal(links)) return links;
  const { configurable_product_links: ids, configurable_product_options: variations } = sent;
  return {
    ...document,
    ...(entries && { media: entries }),
    ...(links && { links }),
    ...(sent.options && { options: replaceOptions(options, sent.options, context) }),
    ...(sent.website_ids && { website_ids: [...new Set(sent.website_ids)] }),
    ...(ids && { children: replaceChildren(children, ids) }),
    ...(variations && {
      configurable_options: replaceConfigurableOptions(configurable_options, variations, context),
    }),
  };
}

/** The product with the lists that came with it. */
export const withLists = (
  document: ProductDocument,
  sent: ProductUpsertPayload,
  context: OperationContext,
): ProductDocument | Refusal => (bringsLists(sent) ? takeLists(document, sent, context) : document);
