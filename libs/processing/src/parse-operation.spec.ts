import type { DeliveredMessage } from '@sluice/ports';
import { parseMessage } from './parse-operation';

const BULK = '0b0e7d3c-0000-4000-8000-000000000001';
const good = {
  v: 1,
  bulk_uuid: BULK,
  operation_id: 3,
  entity: 'product',
  action: 'upsert',
  key: 'a-1',
  payload: { sku: 'A-1', name: 'one' },
};
const headers = { bulk_uuid: BULK, operation_id: '3' };

const message = (value: unknown, overrides: Partial<DeliveredMessage> = {}): DeliveredMessage => ({
  offset: 5,
  key: Buffer.from('a-1'),
  value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  headers,
  ...overrides,
});

const parse = (source: DeliveredMessage) =>
  parseMessage(
    { batch: { topic: 't', partition: 2, epoch: 1, messages: [source] }, ordinal: 0 },
    source,
    'products',
  );

const refusal = (source: DeliveredMessage) => {
  const parsed = parse(source);
  return parsed.ok ? 'readable' : `${parsed.unreadable.errorClass}: ${parsed.unreadable.reason}`;
};

describe('an operation message', () => {
  it('of a foreign publisher needs no more than the mandatory fields', () => {
    const parsed = parse(message(good));
    expect(parsed).toMatchObject({
      ok: true,
      operation: {
        message: { attempt: 1, dialect: 'foreign', key: 'a-1' },
        position: { epoch: 1, partition: 2, offset: 5 },
      },
    });
  });

  it.each([
    ['no value', message(good, { value: null }), /^not_json: /],
    ['text', message('<xml/>'), /^not_json: /],
    ['bytes that are no text', message(good, { value: Buffer.from([0xff, 0xfe]) }), /^not_json: /],
    ['another version', message({ ...good, v: 2 }), /^unknown_version: v: 2/],
    ['no version', message({}), /^unknown_version: v: absent/],
    ['a list', message([good]), /^unknown_version/],
    [
      'a field of the wrong type',
      message({ ...good, operation_id: 'x' }),
      /^invalid_message: operation_id: /,
    ],
    [
      'a key beyond the limit',
      message({ ...good, key: 'x'.repeat(1025) }),
      /^invalid_message: key: longer than 1024/,
    ],
    [
      'an unknown entity',
      message({ ...good, entity: 'planet' }),
      /^unknown_entity: entity: there is no "planet"/,
    ],
    ['an entity called __proto__', message({ ...good, entity: '__proto__' }), /^unknown_entity/],
    ['an unknown action', message({ ...good, action: 'constructor' }), /^unknown_action: action: /],
    [
      'a wrong payload',
      message({ ...good, payload: { sku: 'A-1', price: 'x' } }),
      /^invalid_payload: payload\.price: /,
    ],
    ['no key', message(good, { key: null }), /^missing_key: /],
    ['the key of another message', message(good, { key: Buffer.from('b') }), /^wrong_key: /],
    [
      'a key that is not the canonical one',
      message({ ...good, key: 'A-1' }, { key: Buffer.from('A-1') }),
      /^wrong_key/,
    ],
    ['no headers', message(good, { headers: {} }), /^missing_headers: /],
    [
      'headers of another operation',
      message(good, { headers: { ...headers, operation_id: '4' } }),
      /^missing_headers/,
    ],
  ])('with %s is a dead letter that says why', (_name, source, expected) => {
    expect(refusal(source)).toMatch(expected);
  });

  it('that cannot be read still has an owner where its headers name one', () => {
    expect(parse(message('<xml/>'))).toMatchObject({
      unreadable: { owner: { bulkUuid: BULK, operationId: 3 } },
    });
    expect(parse(message('<xml/>', { headers: { ...headers, operation_id: '-1' } }))).toMatchObject({
      unreadable: { owner: null },
    });
  });

  it('keeps __proto__ as data', () => {
    const text = JSON.stringify(good).replace('"name":"one"', '"attributes":{"__proto__":{"evil":true}}');
    const parsed = parse(message(text));
    expect(parsed.ok && JSON.stringify(parsed.operation.message.payload)).toContain(
      '"__proto__":{"evil":true}',
    );
  });
});
