import fc from 'fast-check';
import type { ProductUpsertPayload } from '@sluice/schemas';
import { productUpsertPayload } from '@sluice/schemas';
import { productItem } from './magento-item';
import { mapProduct, mapProductDelete } from './map-product';
import { unfold } from './shape';
import { COMPOUND_NAMES, PRODUCT_FIELDS } from './product-fields';

const LIMITS = { maxNestedItems: 20 };
const OWN_LISTS = new Set(['product_links', 'options', 'media_gallery_entries']);

const payloadOf = (product: unknown): unknown => {
  const item = mapProduct(product, LIMITS);
  return item.kind === 'operation' ? item.payload : item;
};

const name = fc
  .oneof(fc.constantFrom('__proto__', 'constructor', '$where', 'a.b', 'tier_prices'), fc.string())
  .filter((key) => !PRODUCT_FIELDS.has(key) && (COMPOUND_NAMES.get(key) ?? key) === key)
  .filter((key) => key !== 'custom_attributes' && key !== 'attributes' && !OWN_LISTS.has(key));
const value = fc.jsonValue({ maxDepth: 2 });
const float = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((number) => (number === 0 ? 0 : number));
const nullable = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);
const code = fc.oneof(fc.constantFrom('__proto__', 'color'), fc.string({ minLength: 1 }));

const others = fc
  .array(fc.tuple(fc.constantFrom('__proto__', 'x', '$where'), value), { minLength: 1 })
  .map((entries): Record<string, unknown> => Object.fromEntries(entries));
const part = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ ...fields, attributes: others }, { requiredKeys: [], noNullPrototype: true });

const payload = fc
  .record(
    {
      sku: fc.string({ minLength: 1, unit: 'grapheme', maxLength: 40 }),
      name: nullable(fc.string()),
      attribute_set_id: nullable(fc.maxSafeInteger()),
      price: nullable(float),
      status: nullable(fc.nat(2)),
      visibility: nullable(fc.nat(4)),
      type_id: nullable(fc.string()),
      created_at: nullable(fc.string()),
      weight: nullable(float),
      custom_attributes: fc.array(fc.record({ attribute_code: code, value }, { noNullPrototype: true })),
      product_links: fc.array(part({ link_type: fc.constantFrom('related', 'upsell'), position: fc.nat() })),
      options: fc.array(
        part({ title: fc.string(), price: float, values: fc.array(part({ sku: fc.string() })) }),
      ),
      media_gallery_entries: fc.array(
        part({ id: fc.nat(), types: fc.array(fc.string()), label: fc.string() }),
      ),
      website_ids: fc.array(fc.nat()),
      configurable_product_links: fc.array(fc.nat()),
      configurable_product_options: fc.array(part({ attribute_id: fc.nat(), label: fc.string() })),
      attributes: fc
        .array(fc.tuple(name, value), { minLength: 1 })
        .map((entries): Record<string, unknown> => Object.fromEntries(entries)),
    },
    { requiredKeys: ['sku'], noNullPrototype: true },
  )
  .map((record) => record as ProductUpsertPayload);

describe('a product as a payload', () => {
  it('comes back from its own item, through JSON', () => {
    fc.assert(
      fc.property(payload, (expected) => {
        const item: unknown = JSON.parse(JSON.stringify(unfold(productItem(expected))));
        const mapped = payloadOf((item as { product: unknown }).product);
        expect(JSON.stringify(unfold(productItem(mapped as ProductUpsertPayload)))).toBe(
          JSON.stringify(item),
        );
        expect(mapped).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
    );
  });

  it('is what the schema of the message takes', () => {
    fc.assert(
      fc.property(payload, (sent) => {
        const { product } = unfold(productItem(sent)) as { product: unknown };
        return productUpsertPayload.safeParse(payloadOf(product)).success;
      }),
    );
  });

  it('has the properties in snake_case, converted, unknown ones apart and in order', () => {
    const mapped = payloadOf({
      zeta: 1,
      id: '7',
      sku: 24,
      name: 7,
      attributeSetId: '4',
      attribute_set_id: 5,
      price: ' 29.50 ',
      status: '1',
      visibility: '4.0',
      typeId: 'simple',
      weight: '1e-1',
      createdAt: null,
      updatedAt: 'x',
      customAttributes: null,
      extensionAttributes: { websiteIds: ['1'], stock_item: { qty: 3 } },
      productLinks: [{ linkType: 'related', linkedProductSku: 'B' }],
      options: null,
      alpha: { deep: [null] },
    });
    expect(JSON.stringify(mapped)).toBe(
      '{"sku":"24","name":"7","attribute_set_id":4,"price":29.5,"status":1,"visibility":4,"type_id":"simple",' +
        '"weight":0.1,"created_at":null,"website_ids":[1],' +
        '"product_links":[{"link_type":"related","linked_product_sku":"B"}],' +
        '"attributes":{"zeta":1,"extension_attributes":{"stock_item":{"qty":3}},"alpha":{"deep":[null]}}}',
    );
  });

  it.each([
    [[{ attribute_code: 'color', value: '1' }]],
    [[{ attributeCode: 'color', value: '1' }]],
    [[{ attribute_code: 'color', value: '1', extra: true, attributeCode: 'x' }]],
    [{ color: '1' }],
    [{ anything: { attribute_code: 'color', value: '1' } }],
  ])('takes custom attributes as %j', (custom_attributes) => {
    expect(payloadOf({ sku: 'A', custom_attributes })).toMatchObject({
      sku: 'A',
      custom_attributes: [{ attribute_code: 'color', value: '1' }],
    });
  });

  it('takes codes that are numbers, missing values as null and awkward codes', () => {
    const custom_attributes: unknown = JSON.parse('{"__proto__":1,"constructor":[2]}');
    expect(payloadOf({ sku: 'A', custom_attributes })).toEqual({
      sku: 'A',
      custom_attributes: [
        { attribute_code: '__proto__', value: 1 },
        { attribute_code: 'constructor', value: [2] },
      ],
    });
    expect(payloadOf({ sku: 'A', custom_attributes: [{ attribute_code: 5 }] })).toEqual({
      sku: 'A',
      custom_attributes: [{ attribute_code: '5', value: null }],
    });
  });

  it.each([
    [{ options: 'x' }, 'options'],
    [{ mediaGalleryEntries: [1] }, 'mediaGalleryEntries'],
    [{ extension_attributes: { website_ids: ['a'] } }, 'website_ids'],
  ])('refuses %j as a whole', (wrong, field) => {
    expect(() => mapProduct({ sku: 'A', ...wrong }, LIMITS)).toThrow(
      `Error occurred during "${field}" processing.`,
    );
  });

  it('refuses a list that is too long', () => {
    const website_ids = Array.from({ length: 21 }, () => 1);
    expect(() => mapProduct({ sku: 'A', extension_attributes: { website_ids } }, LIMITS)).toThrow('Maximum');
  });

  it('hands a canonical list of custom attributes on without a copy', () => {
    const custom_attributes = [{ attribute_code: 'color', value: '1' }];
    expect((payloadOf({ sku: 'A', custom_attributes }) as ProductUpsertPayload).custom_attributes).toBe(
      custom_attributes,
    );
  });

  it.each([
    ['a'.repeat(1024), 'operation'],
    ['a'.repeat(1025), 'rejected'],
    ['\u{1F600}'.repeat(256), 'operation'],
    ['\u{1F600}'.repeat(257), 'rejected'],
    // The small letter takes three bytes where the capital takes two.
    ['\u0130'.repeat(400), 'rejected'],
    ['\uD800', 'rejected'],
  ])('measures the key of %s', (sku, kind) => {
    expect(mapProduct({ sku }, LIMITS).kind).toBe(kind);
    expect(mapProductDelete(sku).kind).toBe(kind);
  });
});
