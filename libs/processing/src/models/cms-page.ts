import { CMS_PAGE_FIELDS } from '@sluice/schemas';
import { cmsModel } from './cms-content';

/** Pages (contract magento-bulk 7, `cmsPage`). */
export const cmsPageModel = cmsModel({
  name: 'page',
  fields: CMS_PAGE_FIELDS,
  defaults: { sort_order: '0' },
});
