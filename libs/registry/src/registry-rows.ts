import { z } from 'zod';

const id = z.int('expected a whole number').min(0, 'expected a number from 0');
const text = z.string('expected a text').min(1, 'expected a text that is not empty');
const code = z
  .string('expected a text')
  .regex(/^[a-z][a-z0-9_]*$/, 'expected a lower-case letter, then letters, digits and _');
/** Magento answers 0 and 1; a file written by hand may say true. */
const flag = z
  .union([z.boolean(), z.literal(0), z.literal(1)], 'expected 0, 1, true or false')
  .transform(Number);

const website = z.object({ id, code, name: text.optional(), default_group_id: id.optional() });
const storeGroup = z.object({
  id,
  code,
  website_id: id,
  name: text.optional(),
  root_category_id: id.optional(),
  default_store_id: id.optional(),
});
const storeView = z.object({
  id,
  code,
  website_id: id,
  name: text.optional(),
  store_group_id: id.optional(),
  is_active: flag.optional(),
});
const customerGroup = z.object({ id, code: text, tax_class_id: id, tax_class_name: text.optional() });
const taxClass = z.object({
  class_id: id,
  class_name: text,
  class_type: z.enum(['PRODUCT', 'CUSTOMER'], 'expected PRODUCT or CUSTOMER'),
});
const currencyCode = z.string('expected a text').regex(/^[A-Z]{3}$/, 'expected three capital letters');
const rate = z.object({ currency_to: currencyCode, rate: z.number('expected a number').positive() });
const currency = z.object({
  base_currency_code: currencyCode,
  base_currency_symbol: text.optional(),
  default_display_currency_code: currencyCode.optional(),
  default_display_currency_symbol: text.optional(),
  available_currency_codes: z.array(currencyCode, 'expected an array').optional(),
  exchange_rates: z.array(rate, 'expected an array').optional(),
});

const rows = <Row extends z.ZodType>(row: Row) =>
  z.array(row, 'expected an array').min(1, 'expected at least one row').optional();

/**
 * The registry file before its rows are held against each other (contract magento-bulk 8, "Registry"). What can be
 * told from other rows may be left out; properties that Magento's answers have beside these are passed over.
 */
export const registryFile = z.strictObject({
  websites: rows(website),
  store_groups: rows(storeGroup),
  store_views: rows(storeView),
  customer_groups: rows(customerGroup),
  tax_classes: rows(taxClass),
  currencies: rows(currency),
});
export type RegistryFile = z.output<typeof registryFile>;
