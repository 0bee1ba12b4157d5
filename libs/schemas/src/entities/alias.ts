/**
 * Stands under a name that another aggregate of the collection has taken: a customer's new e-mail address, a group's
 * new code. The aggregate keeps the key it was created under. It holds as long as that aggregate lives and still goes
 * by the name; after that the key is free.
 */
export interface AliasDocument {
  /** The key of the aggregate. */
  readonly alias_of: string;
}

/** Whether a stored document only holds a name for another aggregate. */
export const isAlias = (document: unknown): document is AliasDocument =>
  typeof document === 'object' && document !== null && 'alias_of' in document;
