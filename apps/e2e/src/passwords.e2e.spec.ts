import { randomBytes } from 'node:crypto';
import { WHY_NO_CUSTOMERS, hasCustomers, readCustomers, type CustomerItem } from './customers.fixture';
import type { Receipt } from './harness/client';
import { placesOf, tracesOf } from './harness/scan-instance';
import { openLog } from './topic-access.fixture';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

const BULK = '/rest/async/bulk/V1/customers';
const COUNT = 2_000;
/** Hashing is meant to be dear: a minute or two on a machine that has nothing else to do. */
const HASHED_MS = 300_000;
const EXISTS = 'A customer with the same email address already exists in an associated website.';
const TOO_SHORT = 'The password needs at least 8 characters. Create a new password and try again.';

const describeCustomers = hasCustomers ? describe : describe.skip;
const why = hasCustomers ? '' : ` (skipped: ${WHY_NO_CUSTOMERS})`;

/** The pieces of a text's base64 that are the same whatever stands around it, for each place it may begin at. */
const inBase64 = (text: string): string[] =>
  [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${'x'.repeat(shift)}${text}`).toString('base64');
    return encoded.slice(shift === 0 ? 0 : shift + 1, -4);
  });

describeTopologies('passwords', ({ startWhole }) => {
  describeCustomers(`of 2,000 customers${why}`, () => {
    const { items, marker } = hasCustomers ? readCustomers() : { items: [], marker: '' };
    // Too short by one character, and a piece of all others: whoever finds none of it finds no password.
    const short = marker.slice(0, 7);
    const readyMade = `Rm${randomBytes(6).toString('hex')}`;
    const { client, current } = useInstance(startWhole);
    const uuids: string[] = [];
    const customerAt = (index: number): CustomerItem => {
      const item = items[index];
      if (item === undefined) throw new Error(`no customer ${String(index)}`);
      return item;
    };

    const send = async (list: readonly unknown[]): Promise<Receipt> => {
      const answer = await client.sendJson('POST', BULK, list);
      expect(answer.status).toBe(202);
      expect(answer.text).not.toContain(marker);
      const receipt = answer.json as Receipt;
      uuids.push(receipt.bulk_uuid);
      return receipt;
    };
    const logIn = (username: string, password: string) =>
      client.sendJson('POST', '/rest/V1/integration/customer/token', { username, password });

    it('they are 2,000, each with a password of its own', () => {
      expect(items).toHaveLength(COUNT);
      expect(new Set(items.map(({ password }) => password)).size).toBe(COUNT);
      expect(items.every(({ password }) => password.includes(marker))).toBe(true);
    });

    it(
      'are accepted in one bulk, hashed and stored',
      async () => {
        const receipt = await send(items);
        expect(receipt.request_items).toHaveLength(COUNT);
        const { counts } = await client.untilFinished(receipt.bulk_uuid, HASHED_MS);
        expect(counts).toMatchObject({ accepted: COUNT, succeeded: COUNT, failed: 0 });
      },
      HASHED_MS + 10_000,
    );

    it.each([0, 999, 1_999])('customer %i logs in with its password, and with no other', async (index) => {
      const { customer, password } = customerAt(index);
      const right = await logIn(customer.email, password);
      expect({ status: right.status, token: right.json }).toEqual({
        status: 200,
        token: expect.stringMatching(/^slc_\w+$/) as unknown,
      });
      for (const wrong of [
        `${password} `,
        password.toUpperCase(),
        items[index - 1]?.password ?? 'x'.repeat(10),
      ]) {
        expect((await logIn(customer.email, wrong)).status).toBe(401);
      }
      expect((await logIn(`nobody.${customer.email}`, password)).status).toBe(401);
    });

    it(
      'sent again, all of them fail as existing',
      async () => {
        const { bulk_uuid: uuid } = await send(items);
        const { counts } = await client.untilFinished(uuid, HASHED_MS);
        expect(counts).toMatchObject({ accepted: COUNT, succeeded: 0, failed: COUNT });
        const failures = await client.operations(uuid, 'failed');
        expect(new Set(failures.map(({ error }) => error?.message))).toEqual(new Set([EXISTS]));
      },
      HASHED_MS + 10_000,
    );

    it('one that is too short is rejected, and its neighbour is not', async () => {
      const customer = (name: string, password: string): object => ({
        customer: { email: `${name}@example.org`, firstname: 'A', lastname: 'B' },
        password,
      });
      const receipt = await send([customer('short', short), customer('long-enough', `${marker}??`)]);
      expect(receipt).toMatchObject({
        request_items: [
          { id: 0, data_hash: null, status: 'rejected', error_message: TOO_SHORT },
          { id: 1, status: 'accepted' },
        ],
        errors: true,
      });
      const { counts } = await client.untilFinished(receipt.bulk_uuid);
      expect(counts).toMatchObject({ accepted: 1, succeeded: 1, rejected: 1 });
    });

    it('a hash that is sent ready-made is kept, and logs in nobody', async () => {
      const email = 'ready-made@example.org';
      const made = await client.sendJson('POST', '/rest/V1/customers', {
        customer: { email, firstname: 'A', lastname: 'B' },
      });
      const { id } = made.json as { id: number };
      const answer = await client.sendJson('PUT', `${BULK}/byCustomerId`, [
        { customer: { id, email, firstname: 'A', lastname: 'C' }, passwordHash: `${readyMade}:salt:9` },
      ]);
      expect(answer.text).not.toContain(readyMade);
      const { bulk_uuid: uuid } = answer.json as Receipt;
      expect((await client.untilFinished(uuid)).counts).toMatchObject({ succeeded: 1 });
      expect((await logIn(email, `${readyMade}:salt:9`)).status).toBe(401);
      const read = await client.send({ path: `/rest/V1/customers/${String(id)}` });
      expect(read.json).toMatchObject({ lastname: 'C' });
      expect(read.text).not.toContain(readyMade);
    });

    it('stand in no answer of a status call', async () => {
      const views = uuids.flatMap((uuid) => [
        `/bulks/${uuid}`,
        `/bulks/${uuid}/operations?limit=1000`,
        `/rest/V1/bulk/${uuid}/status`,
        `/rest/V1/bulk/${uuid}/detailed-status`,
      ]);
      const search =
        '/rest/V1/bulk?searchCriteria[filter_groups][0][filters][0][field]=status' +
        '&searchCriteria[filter_groups][0][filters][0][value]=3&searchCriteria[pageSize]=1000';
      for (const path of [...views, search]) {
        const answer = await client.send({ path, timeoutMs: 60_000 });
        expect({ path, status: answer.status }).toEqual({ path, status: 200 });
        expect({ path, found: answer.text.includes(marker) }).toEqual({ path, found: false });
      }
      // What failed is shown with what was sent, and with that the place where the password stood.
      const failed = await client.send({ path: `/rest/V1/bulk/${uuids[1] ?? ''}/detailed-status` });
      expect(failed.text).toContain('user_1@example.com');
    });

    it('stand in no topic, store, file or output', async () => {
      const log = await openLog(current());
      try {
        const traces = await tracesOf(current(), log);
        // The scan sees what is there: an address stands in a topic and in a store.
        const seen = placesOf(traces, 'user_77@example.com');
        expect(seen).toContain('topic sluice.operations.customers');
        expect(seen.filter((place) => /^(?:file|collection) /.test(place))).not.toEqual([]);
        expect(placesOf(traces, short)).toEqual([]);
        // A ready-made hash is stored as given, and travels sealed.
        const kept = placesOf(traces, readyMade);
        expect(kept).not.toEqual([]);
        expect(kept.filter((place) => /^(?:topic|output) |[/]log[/]/.test(place))).toEqual([]);
        for (const text of inBase64(marker)) expect(placesOf(traces, text)).toEqual([]);
      } finally {
        await log.close();
      }
    });
  });
});
