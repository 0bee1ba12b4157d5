import { randomUUID } from 'node:crypto';
import type { Reject } from '@sluice/ports';
import { MAX_OPERATION_ID } from '@sluice/schemas';
import { describeStores, type OpenStores, type Opened } from './store-harness';

const MIB = 1024 * 1024;
const LARGE_REJECTS = 40;

const reject = (bulkUuid: string, operationId: number, rest: Partial<Reject> = {}): Reject => ({
  bulkUuid,
  operationId,
  attempt: 1,
  part: 0,
  message: JSON.stringify({ operationId, text: 'é 😀 \ud800 \u0000 "' }),
  firstPosition: { epoch: 3, partition: 1, offset: 4_000_000_000 },
  ...rest,
});

/** Declares the whole contract of the RejectStore port as jest tests. */
export function rejectStoreContract(name: string, open: OpenStores): void {
  describeStores(`RejectStore contract: ${name}`, open, (opened) => {
    identityCases(opened);
    sizeCases(opened);
  });
}

function identityCases(opened: Opened): void {
  it('gives back what was saved of the operations asked for, and nothing of others', async () => {
    const { stores, others } = opened();
    const [bulk, other] = [randomUUID(), randomUUID()];
    const saved = [0, 1, 10, 100, MAX_OPERATION_ID].map((id) => reject(bulk, id));
    await stores.rejects.save([...saved, reject(other, 2)]);
    const found = await others.rejects.read(bulk, [MAX_OPERATION_ID, 1, 2, 10]);
    expect(found).toEqual(new Map([1, 10, MAX_OPERATION_ID].map((id) => [id, [reject(bulk, id)]])));
    expect((await others.rejects.read(bulk, [])).size).toBe(0);
    expect((await others.rejects.read(randomUUID(), [0, 1])).size).toBe(0);
    await stores.rejects.save([]);
  });

  it('gives the latest attempt, in whatever order they were saved', async () => {
    const { rejects } = opened().stores;
    const bulk = randomUUID();
    const attempt = (number: number): Reject =>
      reject(bulk, 5, { attempt: number, message: `"attempt ${number}"` });
    await rejects.save([attempt(10), attempt(2)]);
    await rejects.save([attempt(9)]);
    expect((await rejects.read(bulk, [5])).get(5)).toEqual([attempt(10)]);
    await rejects.save([attempt(1000)]);
    expect((await rejects.read(bulk, [5])).get(5)).toEqual([attempt(1000)]);
  });

  it('gives every part of the latest attempt, in order of part', async () => {
    const { stores, others } = opened();
    const bulk = randomUUID();
    const part = (operationId: number, attempt: number, number: number): Reject =>
      reject(bulk, operationId, { attempt, part: number, message: `"${attempt}/${number}"` });
    await stores.rejects.save([
      part(1, 1, 0),
      part(1, 1, 1),
      part(1, 2, 9_999),
      part(1, 2, 10),
      part(2, 1, 3),
    ]);
    await stores.rejects.save([part(1, 2, 9), part(1, 2, 10)]);
    expect(await others.rejects.read(bulk, [1, 2, 3])).toEqual(
      new Map([
        [1, [part(1, 2, 9), part(1, 2, 10), part(1, 2, 9_999)]],
        [2, [part(2, 1, 3)]],
      ]),
    );
  });

  it('replaces the same attempt when it is saved again', async () => {
    const { stores, others } = opened();
    const bulk = randomUUID();
    await stores.rejects.save([reject(bulk, 1), reject(bulk, 2)]);
    const again = reject(bulk, 1, {
      message: '"again"',
      firstPosition: { epoch: 4, partition: 0, offset: 0 },
    });
    await Promise.all([stores.rejects.save([again]), others.rejects.save([again])]);
    expect(await stores.rejects.read(bulk, [1, 2])).toEqual(
      new Map([
        [1, [again]],
        [2, [reject(bulk, 2)]],
      ]),
    );
  });
}

function sizeCases(opened: Opened): void {
  it('takes a thousand in one call', async () => {
    const { rejects } = opened().stores;
    const bulk = randomUUID();
    const ids = Array.from({ length: 1000 }, (_, id) => id);
    await rejects.save(ids.map((id) => reject(bulk, id)));
    expect((await rejects.read(bulk, ids)).size).toBe(1000);
  });

  it(`takes ${LARGE_REJECTS} of 1 MiB in one call`, async () => {
    const { rejects } = opened().stores;
    const bulk = randomUUID();
    const ids = Array.from({ length: LARGE_REJECTS }, (_, id) => id);
    const large = (id: number): Reject =>
      reject(bulk, id, { message: JSON.stringify(`${id}`.padEnd(MIB, 'x')) });
    await rejects.save(ids.map(large));
    const found = await rejects.read(bulk, ids);
    expect(found.size).toBe(LARGE_REJECTS);
    expect(found.get(LARGE_REJECTS - 1)).toEqual([large(LARGE_REJECTS - 1)]);
  });
}
