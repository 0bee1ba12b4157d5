import type { Refusal } from '../model';

/** A refusal that trying again does not cure. */
export const refuse = (code: string, message: string): Refusal => ({ class: 'final', code, message });

/** What a call names is not there. */
export const notFound = (message: string): Refusal => refuse('not_found', message);

/** What was sent makes no sense. */
export const invalid = (message: string): Refusal => refuse('invalid', message);

/** Magento's text for an entity that is looked for by one field. */
export const noSuchEntity = (field: string, value: string | number): Refusal =>
  notFound(`No such entity with ${field} = ${value}`);

export const PRODUCT_NOT_FOUND = notFound(
  "The product that was requested doesn't exist. Verify the product and try again.",
);

/** Magento's text for an attribute that nobody has defined. */
export const attributeNotFound = (code: string | number): Refusal =>
  notFound(`The attribute with a "${code}" attributeCode doesn't exist. Verify the attribute and try again.`);

let latest = { now: Number.NaN, text: '' };

/** `YYYY-MM-DD HH:MM:SS`, UTC. The operations of a delivery share one instant, so the latest text is kept. */
export const timestamp = (now: number): string => {
  if (latest.now !== now) {
    latest = { now, text: new Date(now).toISOString().slice(0, 19).replace('T', ' ') };
  }
  return latest.text;
};
