/** What the new entity is called in all the places it appears in. */
export interface EntityNames {
  /** `loyalty_card`, in messages and in the registry. */
  readonly name: string;
  /** `loyalty-card`, in file names. */
  readonly file: string;
  /** `loyaltyCard`, in code. */
  readonly variable: string;
  /** `LoyaltyCard`, for types. */
  readonly type: string;
  /** `loyalty_cards`, where its aggregates live. */
  readonly collection: string;
  /** The property that is its key. */
  readonly key: string;
  /** The consumer app that applies it. */
  readonly consumer: string;
}

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * The names of an entity.
 *
 * @throws Error that says which name is not of the form `words_in_lower_case`.
 */
export function entityNames(name: string, consumer: string, key: string): EntityNames {
  for (const [what, value] of Object.entries({ name, consumer, key })) {
    if (!NAME.test(value))
      throw new Error(`--${what} ${JSON.stringify(value)}: expected words_in_lower_case`);
  }
  const type = name.split('_').map(upperFirst).join('');
  const variable = type.charAt(0).toLowerCase() + type.slice(1);
  return { name, file: name.replaceAll('_', '-'), variable, type, collection: `${name}s`, key, consumer };
}
