import type { ProductPartPayload, StoreRegistry } from '@sluice/schemas';
import type { ApplyPart } from './product-part';
import { invalid } from './product-refusals';

/** Where a product is that nobody has assigned: on the website of the default store view. */
const defaultWebsites = ({ views, defaultView }: StoreRegistry): readonly number[] =>
  views.filter(({ code }) => code === defaultView).map(({ websiteId }) => websiteId);

/** Assigns the product to one more website that there is. */
export const addWebsite: ApplyPart<ProductPartPayload<'add-website'>> = (
  before,
  { website_id },
  { stores },
) => {
  if (website_id === 0 || !stores.websites.some(({ id }) => id === website_id))
    return invalid(`Could not assign product "${before.sku}" to websites "${website_id}"`);
  const websites = before.website_ids ?? defaultWebsites(stores);
  return { changes: { website_ids: [...new Set([...websites, website_id])] }, result: 'true' };
};
