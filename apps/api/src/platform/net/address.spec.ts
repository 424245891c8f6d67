import { describe, expect, test } from '@jest/globals';
import { isPublicAddress } from './address.ts';

describe('isPublicAddress', () => {
  test.each(['1.1.1.1', '93.184.216.34', '8.8.8.8', '2606:4700:4700::1111', '[2a00:1450:4001::200e]'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback, all of it', '127.255.0.9'],
    ['private 10/8', '10.1.2.3'],
    ['private 172.16/12', '172.31.255.255'],
    ['private 192.168/16', '192.168.0.1'],
    ['link local and cloud metadata', '169.254.169.254'],
    ['carrier grade NAT', '100.64.0.1'],
    ['this network', '0.0.0.0'],
    ['broadcast', '255.255.255.255'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['benchmarking', '198.18.0.1'],
    ['IPv6 loopback', '::1'],
    ['IPv6 unspecified', '::'],
    ['IPv6 link local', 'fe80::1'],
    ['IPv6 link local with zone', 'fe80::1%eth0'],
    ['IPv6 unique local', 'fd00::1'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv4 mapped, private', '::ffff:10.0.0.1'],
    ['IPv4 mapped, loopback in hexadecimal', '::ffff:7f00:1'],
    ['IPv4 mapped, public', '::ffff:8.8.8.8'],
    ['IPv4 compatible, loopback in hexadecimal', '::7f00:1'],
    ['IPv6 that nobody was given', '4000::1'],
    ['NAT64 of a local network', '64:ff9b:1::7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:4136:e378::1'],
    ['documentation', '2001:db8::1'],
    ['decimal form', '2130706433'],
    ['hexadecimal form', '0x7f000001'],
    ['octal form', '0177.0.0.1'],
    ['short form', '127.1'],
    ['a name', 'localhost'],
    ['nothing', ''],
  ])('%s is not (%s)', (_name, address) => expect(isPublicAddress(address)).toBe(false));
});
