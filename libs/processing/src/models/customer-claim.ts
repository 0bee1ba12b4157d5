import { isAlias, type AliasDocument } from '@sluice/schemas';
import type { SideWrite, Supplies } from '../model';

/** A collection whose aggregates may come to go by another name than the one they were created under. */
export interface NamedCollection {
  readonly collection: string;
  /** The key of the name that a stored document goes by now. */
  readonly nameOf: (document: unknown) => string;
}

/** A name, what is stored under it, and where to ask about others. */
export interface Claim {
  readonly key: string;
  readonly document: unknown;
  readonly supplies: Supplies;
}

/**
 * The key of the aggregate that has the name: its own, or one that took it later and still goes by it. Null where it
 * is free. A name that was given up stays with the aggregate that was created under it.
 */
export function holderOf(names: NamedCollection, { key, document, supplies }: Claim): string | null {
  if (document === null) return null;
  if (!isAlias(document)) return key;
  const owner = supplies.document(names.collection, document.alias_of);
  if (owner === null || isAlias(owner)) return null;
  return names.nameOf(owner) === key ? document.alias_of : null;
}

/** An aggregate that is to go by a name. */
export interface Renaming {
  /** The key of the aggregate. */
  readonly own: string;
  /** The key of the name. */
  readonly name: string;
  readonly supplies: Supplies;
}

/**
 * What has to be written so that the name is the aggregate's; null where somebody else has it. What a try that died
 * left under it is taken for one's own, because it names the same aggregate.
 */
export function claimName(
  names: NamedCollection,
  { own, name, supplies }: Renaming,
): readonly SideWrite[] | null {
  if (name === own) return [];
  const { collection } = names;
  const holder = holderOf(names, { key: name, document: supplies.document(collection, name), supplies });
  if (holder !== null && holder !== own) return null;
  const document: AliasDocument = { alias_of: own };
  // Of one that was deleted here: whoever is created under this key later has its id again.
  return [{ collection, key: name, id: supplies.idOf(collection, name), document }];
}
