import { bulkView, operationItem } from './bulk-view';
import { ACCEPTED_AT, bulkStatus, operation } from './bulk-queries.fixture';

describe('bulkView', () => {
  it('shows exactly the fields of the native status, in order', () => {
    const status = bulkStatus({
      state: 'running',
      counts: { accepted: 10, open: 4, succeeded: 3, unchanged: 2, failed: 1 },
    });
    expect(JSON.stringify(bulkView(status, ACCEPTED_AT + 2000))).toBe(
      JSON.stringify({
        bulk_uuid: status.header.bulkUuid,
        state: 'running',
        dialect: 'magento',
        entity: 'product',
        counts: {
          accepted: 10,
          open: 4,
          succeeded: 3,
          unchanged: 2,
          failed: 1,
          canceled: 0,
          rejected: 0,
        },
        accepted_at: '2026-01-02T03:04:05.678Z',
        finished_at: null,
        items_per_s: 3,
      }),
    );
  });

  it.each([
    [{ accepted: 100, succeeded: 100 }, 3000, 33.3],
    [{ accepted: 100, open: 100 }, 0, 0],
    [{ accepted: 0 }, 0, 0],
    [{ accepted: 5, succeeded: 5 }, 0, 5000],
    [{ accepted: 5, failed: 5 }, -20, 5000],
  ])('rates %j over %d ms at %d a second', (counts, elapsedMs, rate) => {
    const status = bulkStatus({ counts, finishedAt: ACCEPTED_AT + elapsedMs });
    expect(bulkView(status, ACCEPTED_AT + 999_999).items_per_s).toBe(rate);
  });
});

describe('wrong rows of list-type items', () => {
  it('are told of the operation and of the bulk, where there are some', () => {
    const { counts } = bulkView(bulkStatus({ counts: { rowsFailed: 3 } }), ACCEPTED_AT);
    expect(counts.rows_failed).toBe(3);
    expect(operationItem(operation({ id: 1, rowsFailed: 2 }))).toMatchObject({ rows_failed: 2 });
    expect(bulkView(bulkStatus({}), ACCEPTED_AT).counts).not.toHaveProperty('rows_failed');
    expect(operationItem(operation({ id: 1 }))).not.toHaveProperty('rows_failed');
  });
});

describe('operationItem', () => {
  it('shows exactly its fields', () => {
    const error = { class: 'final', code: 'not_found', message: 'no such product', extra: 1 } as const;
    expect(JSON.stringify(operationItem(operation({ id: 3, state: 'failed', attempt: 2, error })))).toBe(
      '{"id":3,"key":"sku-3","state":"failed","attempt":2,"error":{"class":"final","code":"not_found","message":"no such product"}}',
    );
    expect(operationItem(operation({ id: 4 })).error).toBeNull();
  });
});
