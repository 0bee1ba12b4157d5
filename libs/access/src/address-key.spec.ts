import fc from 'fast-check';
import { addressKey } from './address-key';

describe('addressKey', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    ['no address', 'no address'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('is unknown of a connection that is gone', () => {
    expect(addressKey(undefined)).toBe('unknown');
  });

  it('is the same for all hosts of a network, however the address is written', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    const groups = fc.array(group, { minLength: 4, maxLength: 4 });
    const hex = (numbers: readonly number[], width: number): string =>
      numbers.map((number) => number.toString(16).padStart(width, '0')).join(':');
    fc.assert(
      fc.property(groups, groups, groups, (network, one, other) => {
        const key = addressKey(`${hex(network, 1)}:${hex(one, 4)}`);
        expect(addressKey(`${hex(network, 4)}:${hex(other, 1)}`)).toBe(key);
        expect(key).toBe(`${hex(network, 1)}::/64`);
      }),
    );
  });
});
