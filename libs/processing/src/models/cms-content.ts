import { ALL_SCOPES, type StoreRegistry } from '@sluice/schemas';
import type { Applied, AppliedOperation, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { mergeFields, mergeOpen, refuse, timestamp } from './sent-fields';

type Document = Readonly<Record<string, unknown>>;

/** What is content: a page or a block. */
export interface CmsKind {
  readonly name: 'page' | 'block';
  readonly fields: readonly string[];
  /** What it has when its creator does not say. */
  readonly defaults: Document;
}

const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

/** The store view a new one is shown in: that of the call, 0 for all of them. */
function storeOf({ scope }: AppliedOperation, stores: StoreRegistry): number {
  if (scope === ALL_SCOPES) return 0;
  return stores.views.find(({ code }) => code === (scope ?? stores.defaultView))?.id ?? 0;
}

function merge(kind: CmsKind, before: Document, operation: AppliedOperation): Document {
  const { payload } = operation;
  const merged = mergeFields(kind.fields, before, payload);
  return {
    ...merged,
    active: merged['active'] ?? before['active'],
    creation_time: merged['creation_time'] ?? before['creation_time'],
    attributes: mergeOpen(before['attributes'] as Document, payload['attributes']),
  };
}

function created(kind: CmsKind, operation: AppliedOperation, { now, stores }: OperationContext): Document {
  const fresh = {
    ...kind.defaults,
    active: true,
    creation_time: timestamp(now),
    store_id: [storeOf(operation, stores)],
    attributes: {},
  };
  return merge(kind, fresh, operation);
}

function save(
  kind: CmsKind,
  before: Document | null,
  change: { operation: AppliedOperation; context: OperationContext },
): Applied {
  const { operation, context } = change;
  const after = before === null ? created(kind, operation, context) : merge(kind, before, operation);
  const missing = ['identifier', 'title'].find((name) => isBlank(after[name]));
  if (missing !== undefined) return refuse('required', `"${missing}" is required. Enter and try again.`);
  return { kind: 'applied', document: { ...after, update_time: timestamp(context.now) } };
}

const same = (before: unknown, after: unknown): boolean =>
  before !== null &&
  after !== null &&
  sameJson({ ...(before as Document), update_time: '' }, { ...(after as Document), update_time: '' });

/**
 * Pages and blocks: every create makes a new one under the id it was given when it was accepted, an update changes
 * what it names. Identifiers are not unique: nothing is served under them.
 */
export const cmsModel = (kind: CmsKind): EntityModel => ({
  apply(document, operation, context): Applied {
    const before = document as Document | null;
    const named = `The CMS ${kind.name} with the "${String(operation.payload['id'])}" ID`;
    if (operation.action === 'create') {
      if (before !== null) return refuse('already_exists', `${named} already exists.`);
      return save(kind, null, { operation, context });
    }
    if (before === null) return refuse('not_found', `${named} doesn't exist.`);
    if (operation.action === 'delete') return { kind: 'applied', document: null };
    return save(kind, before, { operation, context });
  },
  same,
  result: ({ action, payload }, id) =>
    action === 'delete' ? 'true' : JSON.stringify({ id, identifier: payload['identifier'] }),
});
