import type { CsvRow } from './parse-csv';

/** One item of Magento's bulk door. */
export interface ProductItem {
  readonly product: {
    readonly sku: string;
    readonly name: string;
    readonly attribute_set_id: number;
    readonly price: number;
    readonly status: number;
    readonly visibility: number;
    readonly type_id: string;
    readonly weight: number;
    readonly custom_attributes: readonly { readonly attribute_code: string; readonly value: string }[];
  };
}

const DEFAULT_ATTRIBUTE_SET = 4;
const VISIBILITY: ReadonlyMap<string, number> = new Map([
  ['Not Visible Individually', 1],
  ['Catalog', 2],
  ['Search', 3],
  ['Catalog, Search', 4],
]);

/** Which product of the data set, and which state of it. */
export interface Variant {
  /** Makes sku and url_key unique: the catalogue is multiplied. */
  readonly suffix: string;
  /** 0 as in the catalogue; every other one changes price, name and description. */
  readonly edition: number;
}

/** The row as a product body of about 0.8 kB: typed fields and custom attributes, as a shop sends it. */
export function toMagentoProduct(row: CsvRow, { suffix, edition }: Variant): ProductItem {
  const get = (column: string): string => row.get(column) ?? '';
  const mark = edition === 0 ? '' : ` (edition ${edition})`;
  return {
    product: {
      sku: `${get('sku')}-${suffix}`,
      name: get('name') + mark,
      attribute_set_id: DEFAULT_ATTRIBUTE_SET,
      price: Number(get('price')) + edition,
      status: get('product_online') === '1' ? 1 : 2,
      visibility: VISIBILITY.get(get('visibility')) ?? 1,
      type_id: get('product_type') || 'simple',
      weight: Number(get('weight')),
      custom_attributes: [
        { attribute_code: 'description', value: get('description') + mark },
        { attribute_code: 'url_key', value: `${get('url_key')}-${suffix}` },
        ...additionalAttributes(get('additional_attributes')),
      ],
    },
  };
}

/** `size=S,color=Orange` as attributes; what Magento keeps as flags of the row is left out. */
function additionalAttributes(text: string): { attribute_code: string; value: string }[] {
  return text
    .split(',')
    .map((pair) => pair.split('='))
    .filter(([code = '', value]) => value !== undefined && !code.endsWith('_options'))
    .map(([code = '', value = '']) => ({ attribute_code: code, value }));
}
