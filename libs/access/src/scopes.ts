/** What a route asks for, and what a token is given. */
export type Scope = 'admin' | 'status:read' | 'status:read:any' | 'status:payload' | ResourceScope;

/** `magento:products:write` and its like. */
export type ResourceScope = `${string}:${string}:${'write' | 'read'}`;

/** What the scopes of a dialect are about; contract magento-bulk 8 (Scopes). A new dialect is one more line. */
const RESOURCES: ReadonlyMap<string, readonly string[]> = new Map([
  ['magento', ['products', 'prices', 'inventory', 'customers', 'sales', 'content']],
]);

const RESOURCE_SCOPES = [...RESOURCES].flatMap(([dialect, resources]) =>
  resources.flatMap((resource): ResourceScope[] => [
    `${dialect}:${resource}:write`,
    `${dialect}:${resource}:read`,
  ]),
);

/** Every scope there is. */
export const KNOWN_SCOPES: readonly Scope[] = [
  ...RESOURCE_SCOPES,
  'status:read',
  'status:read:any',
  'status:payload',
  'admin',
];

const known: ReadonlySet<string> = new Set(KNOWN_SCOPES);

/** Whether a text from outside is a scope. */
export const isScope = (text: string): text is Scope => known.has(text);

/** Whether who holds `granted` may do what asks for `required`: admin all, write also reads, any also one's own. */
export const includesScope = (granted: string, required: Scope): boolean =>
  granted === required ||
  granted === 'admin' ||
  (required === 'status:read' && granted === 'status:read:any') ||
  (required.endsWith(':read') && granted === `${required.slice(0, -'read'.length)}write`);
