import { shape } from '../../items/shape';
import type { SavedEntity } from '../../items/save-entity';

const shared = {
  id: 'int',
  identifier: 'string',
  title: 'string',
  content: 'string',
  creation_time: 'string',
  update_time: 'string',
  active: 'bool',
  store_id: 'any',
} as const;

const page = shape('Magento\\Cms\\Api\\Data\\PageInterface', {
  ...shared,
  page_layout: 'string',
  meta_title: 'string',
  meta_keywords: 'string',
  meta_description: 'string',
  content_heading: 'string',
  sort_order: 'string',
  layout_update_xml: 'string',
  custom_theme: 'string',
  custom_root_template: 'string',
  custom_layout_update_xml: 'string',
  custom_theme_from: 'string',
  custom_theme_to: 'string',
});

const block = shape('Magento\\Cms\\Api\\Data\\BlockInterface', shared);

/** Pages and blocks among the arguments of their calls. */
export const PAGE: SavedEntity = { argument: 'page', idName: 'id', shape: page, collection: 'cms_pages' };
export const BLOCK: SavedEntity = { argument: 'block', idName: 'id', shape: block, collection: 'cms_blocks' };
