import { generateRows } from '../catalogue/generate-rows';
import { itemsOf } from '../catalogue/make-bodies';
import { customerItems } from './customer-items';
import { priceItems, sourceItems } from './entity-items';

const rows = generateRows(10);
const range = { name: 'a', count: 25, edition: 0 };
const skus = [...itemsOf(rows, range)].map(({ product }) => product.sku);

describe('prices and source items', () => {
  test('have one row an item, on the skus of the products of the same range', () => {
    const prices = [...priceItems(rows, range)].map((item) => item.prices);
    const stock = [...sourceItems(rows, range)].map((item) => item.sourceItems);
    expect(prices.map((list) => list.map(({ sku }) => sku))).toEqual(skus.map((sku) => [sku]));
    expect(stock.map((list) => list.map(({ sku }) => sku))).toEqual(skus.map((sku) => [sku]));
  });

  test('are shaped as the routes take them', () => {
    expect([...priceItems(rows, { ...range, count: 2 })][1]).toEqual({
      prices: [{ sku: skus[1], store_id: 0, price: 1.01 }],
    });
    expect([...sourceItems(rows, { ...range, count: 2 })][1]).toEqual({
      sourceItems: [{ sku: skus[1], source_code: 'default', quantity: 2, status: 1 }],
    });
  });
});

describe('customers', () => {
  const emailsOf = (name: string): string[] =>
    [...customerItems({ name, count: 25, password: false })].map(({ customer }) => customer.email);

  test('have an e-mail of their own, in one range and over two', () => {
    expect(new Set([...emailsOf('a'), ...emailsOf('b')]).size).toBe(50);
  });

  test('have one address, and a password of their own only where it is asked for', () => {
    const plain = [...customerItems({ name: 'a', count: 3, password: false })];
    const secret = [...customerItems({ name: 'a', count: 3, password: true })];
    expect(plain.map((item) => Object.keys(item))).toEqual([['customer'], ['customer'], ['customer']]);
    expect(secret.map(({ customer }) => ({ customer }))).toEqual(plain);
    expect(new Set(secret.map(({ password }) => password)).size).toBe(3);
    expect(secret.every(({ password = '' }) => password.length >= 8)).toBe(true);
    expect(plain.every(({ customer }) => customer.addresses.length === 1)).toBe(true);
  });
});
