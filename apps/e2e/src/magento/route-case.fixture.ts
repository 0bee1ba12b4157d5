import type { MagentoApi } from './magento-api.fixture';
import type { Call } from './route-call.fixture';

/** A call that must be applied, and how that is seen. */
export interface GoodCall extends Call {
  /** Sees by reading that it was applied; `result` is what Magento's service answers. Fails by `expect`. */
  readonly check: (result: unknown, api: MagentoApi) => Promise<void>;
}

/** What becomes of a wrong item (contract magento-bulk 1 and 8). */
export type Verdict =
  /** The request is refused, whatever else it holds. */
  | { readonly kind: 'refused'; readonly status: number; readonly body: unknown }
  /** Status 3 with this text; the synchronous form answers it with this code. */
  | { readonly kind: 'failed'; readonly status: 400 | 404; readonly message: string }
  /** Status 5 with this text. */
  | { readonly kind: 'rejected'; readonly message: string }
  /** Status 1 with this many error rows, which name this text. */
  | { readonly kind: 'rows'; readonly count: number; readonly naming: string };

/** A call that must not be applied. */
export interface BadCall extends Call {
  readonly verdict: Verdict;
}

/** What a case may use: an entity's name is made of `name`, which no other case and form has. */
export interface CaseContext {
  readonly api: MagentoApi;
  readonly name: string;
}

/** One row of the table (contract magento-bulk 7). */
export interface RouteCase {
  /** Verb and synchronous path, as in the table. */
  readonly route: string;
  /** Makes what the call needs, and the call. */
  readonly good: (context: CaseContext) => Promise<GoodCall> | GoodCall;
  readonly bad: (context: CaseContext) => Promise<BadCall> | BadCall;
}

const refused = (body: object): Verdict => ({ kind: 'refused', status: 400, body });

/** The text of a value of the wrong type inside an object (contract magento-bulk 1). */
export const wrongType = (field: string, value: string, type: string): Verdict =>
  refused({
    message:
      `Error occurred during "${field}" processing. The "${value}" value's type is invalid. ` +
      `The "${type}" type was expected. Verify and try again.`,
  });

/** The text of a missing argument, or of a property that nothing can be stored without. */
export const missing = (fieldName: string): Verdict =>
  refused({ message: '"%fieldName" is required. Enter and try again.', parameters: { fieldName } });

/** An unknown target: status 3, synchronously 404. */
export const notFound = (message: string): Verdict => ({ kind: 'failed', status: 404, message });

/** Wrong in meaning: status 3, synchronously 400. */
export const failed = (message: string): Verdict => ({ kind: 'failed', status: 400, message });

/** One wrong row of a list. */
export const errorRow = (naming: string): Verdict => ({ kind: 'rows', count: 1, naming });

export const NO_PRODUCT = "The product that was requested doesn't exist. Verify the product and try again.";

/** An id that nothing has. */
export const NO_ID = 999_999;
