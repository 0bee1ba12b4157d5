import type { ProductDocument } from '@sluice/schemas';
import type { OperationContext, Refusal } from '../model';

/** What an operation on a part changes of its product, and the JSON text it answers. */
export interface PartChange {
  readonly changes: Partial<ProductDocument>;
  readonly result: string;
}

/** An operation on a part of a product that is there. */
export type ApplyPart<Payload> = (
  before: ProductDocument,
  payload: Payload,
  context: OperationContext,
) => PartChange | Refusal;

export const isRefusal = (answer: object): answer is Refusal => 'code' in answer && 'class' in answer;

/** The properties that were sent: what is undefined leaves the stored value alone. */
export const sentOf = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;

/** The open attributes of a part, merged by name; absent where there are none. */
export const mergeOpen = (
  before: Readonly<Record<string, unknown>> | undefined,
  sent: Readonly<Record<string, unknown>> | undefined,
): { readonly attributes?: Readonly<Record<string, unknown>> } => {
  if (sent === undefined) return before === undefined ? {} : { attributes: before };
  return { attributes: before === undefined ? sent : { ...before, ...sent } };
};
