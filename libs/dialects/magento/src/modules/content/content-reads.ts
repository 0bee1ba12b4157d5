import { CMS_BLOCK_FIELDS, CMS_PAGE_FIELDS, type CmsPageDocument } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { searchEntities } from '../../entities/search-entities';
import { noSuchEntity } from '../../http/rest-error';
import type { JsonObject } from '../../json';
import type { EntityView, ReadRow } from '../module';
import { fieldsOf, idKeys, keyOfPath, printEntity } from '../../entities/print-entity';

/** One kind of content as it is read. */
interface ContentKind {
  readonly entity: string;
  readonly name: 'page' | 'block';
  readonly path: string;
  readonly param: string;
  readonly fields: readonly string[];
  readonly acl: string;
}

const PAGE: ContentKind = {
  entity: 'cms_page',
  name: 'page',
  path: '/cmsPage',
  param: 'pageId',
  fields: CMS_PAGE_FIELDS,
  acl: 'Magento_Cms::page',
};

const BLOCK: ContentKind = {
  entity: 'cms_block',
  name: 'block',
  path: '/cmsBlock',
  param: 'blockId',
  fields: CMS_BLOCK_FIELDS,
  acl: 'Magento_Cms::block',
};

/** Magento's JSON of a page or a block. */
export const contentView = (fields: readonly string[], { key, document }: EntityRecord): JsonObject => {
  const content = document as CmsPageDocument;
  return printEntity([['id', Number(key)], ...fieldsOf(fields, content)], content.attributes);
};

const viewOf =
  ({ entity, fields }: ContentKind): EntityView =>
  async ({ entities }, key) => {
    const found = await entities.one(entity, key);
    return found === null ? null : contentView(fields, found);
  };

/** What a search may call a field that is printed under another name. */
const columnsOf = ({ name }: ContentKind) =>
  new Map([
    [`${name}_id`, 'id'],
    ['is_active', 'active'],
  ]);

function readsOf(kind: ContentKind): readonly ReadRow[] {
  const { entity, name, path, param, fields, acl } = kind;
  const columns = columnsOf(kind);
  const shared = { verb: 'GET', entity, access: 'magento:content:read', acl } as const;
  return [
    {
      ...shared,
      path: `${path}/:${param}`,
      description: `The CMS ${name} with this id.`,
      answer: async (context, _call, params) => {
        const key = keyOfPath(params[param]);
        const found = await viewOf(kind)(context, key, '');
        if (found === null) throw noSuchEntity(`The CMS ${name} with the "${key}" ID doesn't exist.`);
        return found;
      },
    },
    {
      ...shared,
      path: `${path}/search`,
      description: `The CMS ${name}s that fulfil the search criteria.`,
      answer: async (context, call) =>
        searchEntities(context, call, {
          entity,
          fields: ['id', ...columns.keys(), ...fields],
          toView: (record) => contentView(fields, record),
          keysOf: (field, value) => ((columns.get(field) ?? field) === 'id' ? idKeys(value) : null),
          fieldOf: (view, field) => view[columns.get(field) ?? field],
        }),
    },
  ];
}

/** Reading pages and blocks back. */
export const CONTENT_READS: readonly ReadRow[] = [...readsOf(PAGE), ...readsOf(BLOCK)];

/** What saving one answers. */
export const CONTENT_VIEWS: Readonly<Record<string, EntityView>> = {
  cms_page: viewOf(PAGE),
  cms_block: viewOf(BLOCK),
};
