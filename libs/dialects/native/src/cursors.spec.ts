import fc from 'fast-check';
import { decodeBulkCursor, decodeOperationCursor, encodeBulkCursor, encodeOperationCursor } from './cursors';

const operationId = fc.integer({ min: 0, max: 9_999_999 });
const position = fc.record({
  acceptedAt: fc.integer({ min: 0, max: 8_640_000_000_000_000 }),
  bulkUuid: fc.uuid(),
});

describe('cursors', () => {
  it('come back as they went out', () => {
    fc.assert(fc.property(operationId, (id) => decodeOperationCursor(encodeOperationCursor(id)) === id));
    fc.assert(
      fc.property(position, (bulk) => {
        expect(decodeBulkCursor(encodeBulkCursor(bulk))).toEqual(bulk);
      }),
    );
  });

  it('fit into a URL as they are', () => {
    fc.assert(fc.property(position, (bulk) => /^[\w-]+$/.test(encodeBulkCursor(bulk))));
  });

  it('are refused where they were not made here', () => {
    const madeHere = (text: string): boolean => {
      const id = decodeOperationCursor(text);
      const bulk = decodeBulkCursor(text);
      return (
        (id === null || encodeOperationCursor(id) === text) &&
        (bulk === null || encodeBulkCursor(bulk) === text)
      );
    };
    const forged = fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString('base64url'));
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), forged), madeHere));
  });

  it('of one list are refused by the other', () => {
    fc.assert(fc.property(operationId, (id) => decodeBulkCursor(encodeOperationCursor(id)) === null));
    fc.assert(fc.property(position, (bulk) => decodeOperationCursor(encodeBulkCursor(bulk)) === null));
  });

  it.each(['o:-1', 'o:01', 'o:10000000', 'o:1 ', 'o:1\n', 'o:', 'o:NaN', ''])(
    '%j names no operation',
    (text) => {
      expect(decodeOperationCursor(Buffer.from(text).toString('base64url'))).toBeNull();
    },
  );

  it('are refused with padding, spaces or another alphabet', () => {
    const cursor = encodeOperationCursor(12);
    for (const variant of [`${cursor}=`, ` ${cursor}`, `${cursor}\n`, `${cursor}!`]) {
      expect(decodeOperationCursor(variant)).toBeNull();
    }
  });
});
