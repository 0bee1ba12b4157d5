import { context } from '../supplies.fixture';
import { cmsBlockModel } from './cms-block';

const BLOCK = { id: 6, identifier: 'footer', title: 'Footer' };

const apply = (before: unknown, action: string, payload: Record<string, unknown>) =>
  cmsBlockModel.apply(before, { action, payload }, context({}, 6));

describe('a block', () => {
  it('cannot be updated where there is none, nor created without what it must have', () => {
    expect(apply(null, 'update', BLOCK)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not_found', message: 'The CMS block with the "6" ID doesn\'t exist.' },
    });
    expect(apply(null, 'create', { id: 6, title: 'Footer' })).toMatchObject({ kind: 'refused' });
  });

  it('merges what was sent, and answers its id', () => {
    const created = apply(null, 'create', BLOCK);
    if (created.kind === 'refused') throw new Error(created.refusal.message);
    expect(created.document).toMatchObject({ identifier: 'footer', title: 'Footer', active: true });
    expect(apply(created.document, 'update', { id: 6, content: 'x' })).toMatchObject({
      document: { identifier: 'footer', title: 'Footer', content: 'x' },
    });
    expect(cmsBlockModel.result({ action: 'create', payload: BLOCK }, 6)).toContain('6');
  });
});
