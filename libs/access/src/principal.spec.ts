import { ANONYMOUS, allows, hasScope, type Principal } from './principal';
import { KNOWN_SCOPES, isScope, type Scope } from './scopes';

const having = (scopes: readonly string[], rest: Partial<Principal> = {}): Principal => ({
  ...ANONYMOUS,
  scopes,
  ...rest,
});

describe('isScope', () => {
  it.each([
    '',
    'Admin',
    'admin ',
    'magento',
    'magento:products',
    'magento:products:delete',
    'magento:products:write:any',
    'magento:*:write',
    'magento:bulk:write',
    'shop:products:write',
    'status',
    'status:write',
    'status:payload:any',
    '__proto__',
    'constructor:prototype:read',
  ])('does not know %j', (text) => {
    expect(isScope(text)).toBe(false);
  });

  it('knows the scopes of the contract', () => {
    const resources = ['products', 'prices', 'inventory', 'customers', 'sales', 'content'];
    const expected = resources.flatMap((name) => [`magento:${name}:write`, `magento:${name}:read`]);
    expect([...KNOWN_SCOPES]).toEqual([
      ...expected,
      'status:read',
      'status:read:any',
      'status:payload',
      'admin',
    ]);
    expect(KNOWN_SCOPES.every(isScope)).toBe(true);
  });
});

describe('hasScope', () => {
  it.each<[string[], Scope]>([
    [[], 'status:read'],
    [['magento:products:read'], 'magento:products:write'],
    [['magento:products:write'], 'magento:prices:read'],
    [['magento:products:write'], 'admin'],
    [['magento:products:write'], 'status:read'],
    [['status:read'], 'status:read:any'],
    [['status:read'], 'status:payload'],
    [['status:read:any'], 'status:payload'],
    [['status:payload'], 'status:read'],
    [KNOWN_SCOPES.filter((scope) => scope !== 'admin'), 'admin'],
    [['ADMIN', '', 'write', ':write'], 'magento:products:read'],
  ])('%j is not enough for %s', (scopes, required) => {
    expect(hasScope(having(scopes), required)).toBe(false);
  });

  it.each<[string[], Scope]>([
    [['magento:products:write'], 'magento:products:write'],
    [['magento:products:write'], 'magento:products:read'],
    [['status:read:any'], 'status:read'],
    [['status:read', 'magento:sales:read'], 'magento:sales:read'],
  ])('%j is enough for %s', (scopes, required) => {
    expect(hasScope(having(scopes), required)).toBe(true);
  });

  it('admin is enough for everything', () => {
    for (const scope of KNOWN_SCOPES) expect(hasScope(having(['admin']), scope)).toBe(true);
  });
});

describe('allows', () => {
  const limited = having(['admin'], { entities: ['products'], stores: ['french', 'all'] });

  it('refuses without the scope, whatever the limits', () => {
    expect(allows(having(['status:read']), { scope: 'magento:products:read', entity: 'products' })).toBe(
      false,
    );
  });

  it('binds an admin to its limits', () => {
    const scope = 'magento:products:write';
    expect(allows(limited, { scope, entity: 'prices' })).toBe(false);
    expect(allows(limited, { scope, entity: 'products', store: 'default' })).toBe(false);
    expect(allows(limited, { scope, entity: 'prices', store: 'french' })).toBe(false);
    expect(allows(limited, { scope, entity: 'products', store: 'french' })).toBe(true);
    expect(allows(limited, { scope, entity: 'products', store: 'all' })).toBe(true);
  });

  it('refuses a call that names no store where one may be needed, and looks at nothing where there are none', () => {
    expect(allows(limited, { scope: 'magento:products:write', store: null })).toBe(false);
    expect(allows(limited, { scope: 'status:read' })).toBe(true);
  });

  it('an empty limit allows nothing, no limit everything', () => {
    const none = having(['admin'], { entities: [], stores: [] });
    expect(allows(none, { scope: 'magento:products:read', entity: 'products' })).toBe(false);
    expect(allows(none, { scope: 'magento:products:read', store: 'all' })).toBe(false);
    expect(allows(ANONYMOUS, { scope: 'magento:products:write', entity: 'x', store: null })).toBe(true);
  });
});
