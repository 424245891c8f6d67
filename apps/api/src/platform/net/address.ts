import ipaddr from 'ipaddr.js';

/** All that was ever given out of (IANA, "IPv6 Global Unicast Address Space"); `::7f00:1` is IPv4's loopback in disguise. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is on the public internet.
 *
 * An IPv6 address that carries an IPv4 one (mapped, 6to4, NAT64, Teredo) is never public here: what such an
 * address reaches is decided by a gateway we do not know. Forms that only `inet_aton` knows (`0x7f.1`,
 * `2130706433`) are not addresses here; a resolver that knows them answers with the address itself.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare).range() === 'unicast';
  if (!ipaddr.IPv6.isValid(bare)) return false;
  const parsed = ipaddr.IPv6.parse(bare);
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
}
