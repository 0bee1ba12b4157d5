import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
/** Groups of an IPv6 address that name a network; the rest one host may choose as it likes. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));

/** The first groups, with what `::` stands for, without leading zeros. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = tail === undefined ? 0 : Math.max(0, GROUPS - left.length - right.length);
  const all = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return all
    .slice(0, NETWORK_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/**
 * What an address counts as: IPv4 itself (also where it comes as IPv6), IPv6 its network of 64 bits, which a single
 * host has to itself; an unknown one (a connection that is gone) is `unknown`.
 */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const mapped = MAPPED_IPV4.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [bare = ''] = address.split('%');
  return isIPv6(bare) ? `${networkOf(bare)}::/64` : address;
}
