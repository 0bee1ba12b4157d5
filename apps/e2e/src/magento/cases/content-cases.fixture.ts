import { expectGone, expectRead } from '../magento-api.fixture';
import { idIn, makePage, pageOf } from '../make-entities.fixture';
import { NO_ID, notFound, wrongType, type RouteCase } from '../route-case.fixture';

const NO_PAGE = notFound(`The CMS page with the "${String(NO_ID)}" ID doesn't exist.`);

/** CMS pages and blocks. */
export const CONTENT_CASES: readonly RouteCase[] = [
  {
    route: 'POST /cmsPage',
    good: ({ api, name }) => ({
      item: { page: pageOf(name) },
      check: async (result) => {
        const id = idIn(result, 'id');
        await expectRead(api, `/cmsPage/${String(id)}`, { id, ...pageOf(name) });
      },
    }),
    bad: ({ name }) => ({
      item: { page: { ...pageOf(`bad-${name}`), id: 'home' } },
      verdict: wrongType('id', 'home', 'int'),
    }),
  },
  {
    route: 'PUT /cmsPage/:id',
    good: async ({ api, name }) => {
      const id = await makePage(api, name);
      return {
        path: { id: String(id) },
        item: { page: { ...pageOf(name), id, title: 'Changed' } },
        inPath: [['page', 'id']],
        check: async () => expectRead(api, `/cmsPage/${String(id)}`, { id, title: 'Changed' }),
      };
    },
    bad: ({ name }) => ({
      path: { id: String(NO_ID) },
      item: { page: { ...pageOf(`bad-${name}`), id: NO_ID } },
      inPath: [['page', 'id']],
      verdict: NO_PAGE,
    }),
  },
  {
    route: 'DELETE /cmsPage/:pageId',
    good: async ({ api, name }) => {
      const pageId = await makePage(api, name);
      return {
        path: { pageId: String(pageId) },
        item: { pageId },
        check: async (result) => {
          expect(result).toBe(true);
          await expectGone(api, `/cmsPage/${String(pageId)}`);
        },
      };
    },
    bad: () => ({ path: { pageId: String(NO_ID) }, item: { pageId: NO_ID }, verdict: NO_PAGE }),
  },
  {
    route: 'POST /cmsBlock',
    good: ({ api, name }) => ({
      item: { block: pageOf(name) },
      check: async (result) => {
        const id = idIn(result, 'id');
        await expectRead(api, `/cmsBlock/${String(id)}`, { id, ...pageOf(name) });
      },
    }),
    bad: ({ name }) => ({
      item: { block: { ...pageOf(`bad-${name}`), id: 'footer' } },
      verdict: wrongType('id', 'footer', 'int'),
    }),
  },
];
