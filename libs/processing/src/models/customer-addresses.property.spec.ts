import fc from 'fast-check';
import type { AddressPayload } from '@sluice/schemas';
import { mergeAddresses, type AddressBook } from './customer-addresses';

const address = fc.record(
  {
    city: fc.constantFrom('Town', 'Port'),
    company: fc.constantFrom('A', null),
    default_billing: fc.boolean(),
    default_shipping: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('a list of addresses', () => {
  const ids = (book: AddressBook): number[] => book.addresses.map(({ id }) => id);
  const counting = (from: number) => {
    let next = from;
    return () => next++;
  };
  const merge = (before: AddressBook, sent: readonly AddressPayload[], from: number): AddressBook => {
    const merged = mergeAddresses(before, sent, counting(from));
    if ('unknown' in merged) throw new Error(String(merged.unknown));
    return merged.book;
  };
  const EMPTY: AddressBook = { addresses: [], default_billing: null, default_shipping: null };

  it('is all there is: named ones stay, others are new or gone, a second sending changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(address, { maxLength: 5 }),
        fc.array(fc.tuple(fc.option(fc.nat(4)), address), { maxLength: 6 }),
        (first, second) => {
          const before = merge(EMPTY, first, 10);
          const sent = second.map(([index, entry]) => {
            const id = before.addresses[index ?? 9]?.id;
            return id === undefined ? entry : { ...entry, id };
          });
          const after = merge(before, sent, 100);
          const named = sent.flatMap((entry) => ('id' in entry ? [entry.id] : []));
          const unnamed = sent.filter((entry) => !('id' in entry));
          expect(ids(after)).toEqual(expect.arrayContaining(named));
          expect(ids(after)).toHaveLength(new Set(named).size + unnamed.length);
          expect(new Set(ids(after)).size).toBe(ids(after).length);
          for (const id of [after.default_billing, after.default_shipping]) {
            if (id !== null) expect(ids(after)).toContain(id);
          }
          const last = [...sent].reverse().find((entry) => entry.default_billing === true);
          if (last !== undefined && 'id' in last) expect(after.default_billing).toBe(last.id);
          expect(merge(after, toSent(after), 200)).toEqual(after);
        },
      ),
    );
  });

  it('changes nothing when it is sent again without ids', () => {
    fc.assert(
      fc.property(fc.array(address, { maxLength: 6 }), (sent) => {
        const once = merge(EMPTY, sent, 10);
        expect(merge(once, sent, 100)).toEqual(once);
      }),
    );
  });

  /** As it is read back. */
  const toSent = ({ addresses, default_billing }: AddressBook): AddressPayload[] =>
    addresses.map((entry) => ({
      ...entry,
      custom_attributes: [],
      default_billing: entry.id === default_billing,
    }));
});
