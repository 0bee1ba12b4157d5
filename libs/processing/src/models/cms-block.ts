import { CMS_BLOCK_FIELDS } from '@sluice/schemas';
import { cmsModel } from './cms-content';

/** Blocks (contract magento-bulk 7, `cmsBlock`). */
export const cmsBlockModel = cmsModel({ name: 'block', fields: CMS_BLOCK_FIELDS, defaults: {} });
