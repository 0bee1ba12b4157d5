import { isProductsOnly, parseOptions } from './options';

describe('parseOptions', () => {
  test('has defaults and takes every option', () => {
    expect(parseOptions([])).toEqual({
      topology: 'embedded',
      items: 50_000,
      entities: ['products'],
      out: undefined,
    });
    expect(parseOptions(['--topology', 'distributed', '--items=500', '--out', 'x.json'])).toEqual({
      topology: 'distributed',
      items: 500,
      entities: ['products'],
      out: 'x.json',
    });
  });

  test.each([
    ['customers', ['customers']],
    ['inventory,products,prices', ['products', 'prices', 'inventory']],
    ['prices,prices', ['prices']],
  ])('knows the entities of %s, each once', (text, entities) => {
    expect(parseOptions(['--entity', text]).entities).toEqual(entities);
  });

  test.each([
    [['--topology', 'both'], '--topology is embedded or distributed'],
    [['--items', '1e5'], '--items is a number'],
    [['--items', '0'], '--items is a number'],
    [['--entity', ''], '--entity is products, prices, inventory, customers'],
    [['--entity', 'products,carts'], '--entity is products, prices, inventory, customers'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (argv, complaint) => {
    expect(() => parseOptions(argv)).toThrow(complaint);
  });
});

test('isProductsOnly tells the run against the raw limit from the one of several entities', () => {
  expect(isProductsOnly(parseOptions([]))).toBe(true);
  expect(isProductsOnly(parseOptions(['--entity', 'products,prices']))).toBe(false);
  expect(isProductsOnly(parseOptions(['--entity', 'prices']))).toBe(false);
});
