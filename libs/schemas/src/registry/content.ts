import { cmsBlockPayload } from '../entities/cms-block';
import { cmsPageDeletePayload, cmsPagePayload } from '../entities/cms-page';
import type { EntitySpec } from '../entity-spec';

const idKey = ({ id }: { id: number }): string => String(id);

const cmsPage: EntitySpec = {
  name: 'cms_page',
  collection: 'cms_pages',
  consumer: 'content',
  id: 'key',
  actions: {
    create: { idempotent: false, payload: cmsPagePayload, keyOf: idKey },
    update: { idempotent: true, payload: cmsPagePayload, keyOf: idKey },
    delete: { idempotent: true, payload: cmsPageDeletePayload, keyOf: idKey },
  },
};

const cmsBlock: EntitySpec = {
  name: 'cms_block',
  collection: 'cms_blocks',
  consumer: 'content',
  id: 'key',
  actions: {
    create: { idempotent: false, payload: cmsBlockPayload, keyOf: idKey },
    update: { idempotent: true, payload: cmsBlockPayload, keyOf: idKey },
  },
};

/** CMS pages and blocks. */
export const contentEntities: readonly EntitySpec[] = [cmsPage, cmsBlock];
