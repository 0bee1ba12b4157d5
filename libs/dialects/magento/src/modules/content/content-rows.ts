import type { MagentoRow } from '../../route-table';

const PAGES = 'Magento\\Cms\\Model\\PageRepository\\Interceptor';

const savePage = {
  entity: 'cms_page',
  params: [{ name: 'page', required: true }],
  service: 'cms.api.pagerepositoryinterface.save',
  acl: 'Magento_Cms::save',
  implementation: `${PAGES}::save`,
  answer: 'entity',
} as const;

/** CMS pages and blocks (contract magento-bulk 7). */
export const CONTENT_ROWS: readonly MagentoRow[] = [
  { verb: 'POST', path: '/cmsPage', ...savePage, action: 'create', description: 'Creates a CMS page.' },
  {
    verb: 'PUT',
    path: '/cmsPage/:id',
    ...savePage,
    action: 'update',
    pathInto: { id: ['page', 'id'] },
    description: 'Changes what is sent of the CMS page with this id.',
  },
  {
    verb: 'DELETE',
    path: '/cmsPage/:pageId',
    entity: 'cms_page',
    action: 'delete',
    params: [{ name: 'pageId', required: true }],
    service: 'cms.api.pagerepositoryinterface.deletebyid',
    acl: 'Magento_Cms::page_delete',
    implementation: `${PAGES}::deleteById`,
    answer: 'result',
    description: 'Deletes the CMS page with this id.',
  },
  {
    verb: 'POST',
    path: '/cmsBlock',
    entity: 'cms_block',
    action: 'create',
    params: [{ name: 'block', required: true }],
    service: 'cms.api.blockrepositoryinterface.save',
    acl: 'Magento_Cms::block',
    implementation: 'Magento\\Cms\\Model\\BlockRepository\\Interceptor::save',
    answer: 'entity',
    description: 'Creates a CMS block, or changes the one whose id is sent.',
  },
];
