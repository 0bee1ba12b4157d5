/** The three ways to call a row of the table. */
export const FORMS = ['sync', 'async', 'bulk'] as const;
export type Form = (typeof FORMS)[number];

export type JsonObject = Readonly<Record<string, unknown>>;

/** The arguments of one call. */
export interface Call {
  /** The values of the path; those that are arguments stand in `item`, too. */
  readonly path?: Readonly<Record<string, string>>;
  /** What a bulk carries: all arguments, each by its name. */
  readonly item: JsonObject;
  /** Properties that the path says in the single forms: left out of the body there. */
  readonly inPath?: readonly (readonly [argument: string, property: string])[];
}
