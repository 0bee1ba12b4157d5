import type { EntityNames } from './entity-names';

/** The payload schemas and the document type. */
export const schemaSource = ({ variable, type, name, key }: EntityNames): string => `import { z } from 'zod';
import { openObject } from '../open-object';

/** The key of a ${name}: two spellings are one. */
export const canonical${type} = (${key}: string): string => ${key}.toLowerCase();

/** Payload of \`${name}/upsert\`: what is absent stays as it is. */
export const ${variable}UpsertPayload = z.object({
  ${key}: z.string().min(1),
  name: z.string().nullish(),
  attributes: openObject.optional(),
});
export type ${type}UpsertPayload = z.infer<typeof ${variable}UpsertPayload>;

/** Payload of \`${name}/delete\`. */
export const ${variable}DeletePayload = z.object({ ${key}: z.string().min(1) });

/** One ${name} as stored. */
export interface ${type}Document {
  /** As its creator spelled it; the key is its canonical form. */
  readonly ${key}: string;
  readonly name?: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}
`;

/** What the payload schema takes and refuses. */
export const schemaSpecSource = ({ variable, type, key, file }: EntityNames): string => `import {
  canonical${type},
  ${variable}DeletePayload,
  ${variable}UpsertPayload,
} from './${file}';

describe('${file} payloads', () => {
  it.each([{}, { ${key}: '' }, { ${key}: 1 }, { ${key}: 'A', attributes: [] }])('refuses %j', (payload) => {
    expect(${variable}UpsertPayload.safeParse(payload).success).toBe(false);
  });

  it('takes what has a key, whatever its other properties are called', () => {
    const attributes = JSON.parse('{"__proto__":1,"$where":"x"}') as object;
    expect(${variable}UpsertPayload.parse({ ${key}: 'A', attributes }).attributes).toBe(attributes);
    expect(${variable}DeletePayload.parse({ ${key}: 'A' })).toEqual({ ${key}: 'A' });
  });

  it('is keyed without regard to case', () => {
    expect(canonical${type}('AbC')).toBe(canonical${type}('aBc'));
  });
});
`;

/** The registry line. */
export const registryEntry = ({ name, variable, collection, consumer, key, type }: EntityNames): string => `
const ${variable}Key = (payload: { ${key}: string }): string => canonical${type}(payload.${key});

const ${variable}: EntitySpec = {
  name: '${name}',
  collection: '${collection}',
  consumer: '${consumer}',
  id: 'on-create',
  actions: {
    upsert: { idempotent: true, payload: ${variable}UpsertPayload, keyOf: ${variable}Key },
    delete: { idempotent: true, payload: ${variable}DeletePayload, keyOf: ${variable}Key },
  },
};
`;

/** The model: merges what was sent, deletes what is there. */
export const modelSource = ({
  variable,
  type,
  name,
  key,
}: EntityNames): string => `import type { ${type}Document, ${type}UpsertPayload } from '@sluice/schemas';
import type { EntityModel } from '../model';
import { sameJson } from '../same-json';

const NOT_FOUND = {
  class: 'final',
  code: 'not_found',
  message: 'The ${name.replaceAll('_', ' ')} that was requested does not exist.',
} as const;

function merge(before: ${type}Document | null, sent: ${type}UpsertPayload): ${type}Document {
  return {
    ...(before ?? { ${key}: sent.${key} }),
    ...(sent.name === undefined ? {} : { name: sent.name }),
    attributes: { ...before?.attributes, ...sent.attributes },
  };
}

/** What a ${name.replaceAll('_', ' ')} does with its operations. */
export const ${variable}Model: EntityModel = {
  apply(document, { action, payload }) {
    const before = document as ${type}Document | null;
    if (action !== 'delete') {
      return { kind: 'applied', document: merge(before, payload as ${type}UpsertPayload) };
    }
    return before === null ? { kind: 'refused', refusal: NOT_FOUND } : { kind: 'applied', document: null };
  },
  same: sameJson,
  result: ({ action, payload }, id) =>
    action === 'delete' ? 'true' : JSON.stringify({ id, ${key}: payload.${key} }),
};
`;

/** The model's spec. */
export const modelSpecSource = ({
  variable,
  key,
  file,
}: EntityNames): string => `import { context } from '../supplies.fixture';
import { ${variable}Model } from './${file}';

const apply = (document: unknown, action: string, payload: Record<string, unknown>) =>
  ${variable}Model.apply(document, { action, payload: { ${key}: 'A', ...payload } }, context());

describe('the model of ${file}', () => {
  it('refuses to delete what is not there', () => {
    expect(apply(null, 'delete', {})).toMatchObject({ kind: 'refused', refusal: { code: 'not_found' } });
  });

  it('creates, keeps what is not sent, and deletes', () => {
    const created = { ${key}: 'A', name: 'one', attributes: {} };
    expect(apply(null, 'upsert', { name: 'one' })).toEqual({ kind: 'applied', document: created });
    expect(apply(created, 'upsert', { attributes: { x: 1 } })).toEqual({
      kind: 'applied',
      document: { ...created, attributes: { x: 1 } },
    });
    expect(apply(created, 'delete', {})).toEqual({ kind: 'applied', document: null });
  });

  it('knows what says the same', () => {
    const document = { ${key}: 'A', name: 'one', attributes: {} };
    expect(${variable}Model.same(document, { ...document })).toBe(true);
    expect(${variable}Model.same(document, { ...document, name: 'two' })).toBe(false);
  });
});
`;
