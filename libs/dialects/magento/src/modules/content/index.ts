import { requiredInt } from '../../items/scalar-arguments';
import type { ItemMapper, MagentoModule } from '../module';
import { saveMapper, savedItems } from '../../items/save-entity';
import { CONTENT_READS, CONTENT_VIEWS } from './content-reads';
import { CONTENT_ROWS } from './content-rows';
import { BLOCK, PAGE } from './content-shapes';

const mapDelete: ItemMapper = (args) => {
  const id = requiredInt(args, 'pageId');
  return { kind: 'operation', action: 'delete', key: String(id), payload: { id } };
};

/** CMS pages and blocks. */
export const contentModule: MagentoModule = {
  writes: CONTENT_ROWS,
  mappers: {
    'cms_page/create': saveMapper(PAGE),
    'cms_page/update': saveMapper(PAGE),
    'cms_page/delete': mapDelete,
    'cms_block/create': saveMapper(BLOCK),
  },
  reads: CONTENT_READS,
  views: CONTENT_VIEWS,
  items: {
    ...savedItems('cms_page', PAGE),
    ...savedItems('cms_block', BLOCK),
    'cms_page/delete': ({ id }) => ({ pageId: id }),
  },
};
