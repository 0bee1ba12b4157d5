import type { CmsPageDocument } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { cmsBlockModel } from './cms-block';
import { cmsPageModel } from './cms-page';

type Step = [action: string, payload: Record<string, unknown>, scope?: string];

const act = (before: unknown, ...[action, payload, scope]: Step) =>
  cmsPageModel.apply(before, { action, scope, payload: { id: 5, ...payload } }, context({}, 5));
const page = (...args: Parameters<typeof act>): CmsPageDocument => {
  const answer = act(...args);
  if (answer.kind === 'refused') throw new Error(answer.refusal.message);
  return answer.document as CmsPageDocument;
};
const refused = (code: string, message: string) => ({
  kind: 'refused',
  refusal: { class: 'final', code, message },
});

const home = { identifier: 'home', title: 'Home', attributes: { extra: 1 } };

describe('a page', () => {
  it.each(['update', 'delete'])('cannot be the object of %s where there is none', (action) => {
    expect(act(null, action, {})).toEqual(
      refused('not_found', 'The CMS page with the "5" ID doesn\'t exist.'),
    );
  });

  it.each([
    [{ title: 'Home' }, 'identifier'],
    [{ identifier: 'home', title: ' ' }, 'title'],
  ])('cannot be created of %j', (payload, name) => {
    expect(act(null, 'create', payload)).toEqual(
      refused('required', `"${name}" is required. Enter and try again.`),
    );
  });

  it('cannot lose what it must have, nor be created twice', () => {
    expect(act(page(null, 'create', home), 'update', { title: null })).toMatchObject({ kind: 'refused' });
    expect(act(page(null, 'create', home), 'create', home)).toMatchObject({ kind: 'refused' });
  });

  it('is active and shown in the store view of the call unless told', () => {
    expect(page(null, 'create', home)).toEqual({
      ...home,
      active: true,
      sort_order: '0',
      store_id: [1],
      creation_time: '2026-01-31 16:07:53',
      update_time: '2026-01-31 16:07:53',
    });
    expect(page(null, 'create', home, 'all').store_id).toEqual([0]);
    expect(page(null, 'create', home, 'french').store_id).toEqual([2]);
    expect(page(null, 'create', { ...home, store_id: [1, 2] }, 'all').store_id).toEqual([1, 2]);
  });

  it('keeps what an update does not say; time alone makes no difference', () => {
    const before = page(null, 'create', { ...home, content: 'one' });
    const after = page(
      { ...before, update_time: 'long ago' },
      'update',
      { content: 'two', attributes: { more: 2 } },
      'all',
    );
    expect(after).toEqual({ ...before, content: 'two', attributes: { extra: 1, more: 2 } });
    expect(cmsPageModel.same(before, after)).toBe(false);
    expect(cmsPageModel.same({ ...before, update_time: 'long ago' }, page(before, 'update', home))).toBe(
      true,
    );
  });

  it('has keys that are data', () => {
    const attributes = JSON.parse('{"__proto__":{"x":1},"$where":"1"}') as Record<string, unknown>;
    expect(JSON.stringify(page(page(null, 'create', home), 'update', { attributes }).attributes)).toBe(
      '{"extra":1,"__proto__":{"x":1},"$where":"1"}',
    );
  });
});

describe('a block', () => {
  it('says so in its texts', () => {
    const operation = { action: 'update', payload: { id: 6 } };
    expect(cmsBlockModel.apply(null, operation, context())).toEqual(
      refused('not_found', 'The CMS block with the "6" ID doesn\'t exist.'),
    );
  });
});
