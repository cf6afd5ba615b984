import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNeverAllowed, isPublicAddress } from './address.ts';
import { hostOf, targetOf } from './target.ts';

const octet = fc.integer({ min: 0, max: 255 });
const v4 = (first: fc.Arbitrary<number[]>) =>
  fc.tuple(first, octet, octet, octet).map(([head, ...tail]) => [...head, ...tail].slice(0, 4));

/** Some address of each range that the public cannot reach. */
const closedV4 = fc.oneof(
  v4(fc.constant([10])),
  v4(fc.constant([127])),
  v4(fc.constant([0])),
  v4(fc.constant([169, 254])),
  v4(fc.constant([192, 168])),
  v4(fc.integer({ min: 16, max: 31 }).map((b) => [172, b])),
  v4(fc.integer({ min: 64, max: 127 }).map((b) => [100, b])),
  v4(fc.integer({ min: 224, max: 255 }).map((a) => [a])),
);

/** The ways to write one IPv4 address that URL parsers understand. */
const spelledV4 = (parts: number[]) => {
  const number = parts.reduce((sum, part) => sum * 256 + part, 0);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const bases = [10, 8, 16].map((base) => (n: number) => {
    const digits = n.toString(base);
    return base === 8 ? `0${digits}` : base === 16 ? `0x${digits}` : digits;
  });
  return bases.flatMap((write) => [
    parts.map(write).join('.'),
    write(number),
    `${write(a)}.${write(b * 65_536 + c * 256 + d)}`,
    `${write(a)}.${write(b)}.${write(c * 256 + d)}`,
    `${parts.map(write).join('.')}.`,
  ]);
};

const hex = (n: number) => n.toString(16);

/** The ways to carry an IPv4 address in an IPv6 one. */
const carriedV4 = (parts: number[]) => {
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const dotted = parts.join('.');
  const words = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
  return [
    `::ffff:${dotted}`,
    `::ffff:${words}`,
    `0:0:0:0:0:ffff:${words}`,
    `::${dotted}`,
    `::ffff:0:${dotted}`,
    `64:ff9b::${dotted}`,
    `64:ff9b:1::${dotted}`,
    `2002:${words}::1`,
    `2001:0:${words}::1`,
  ];
};

describe('addresses', () => {
  test('a closed IPv4 address is closed in every spelling that a URL allows', () => {
    fc.assert(
      fc.property(closedV4, (parts) => {
        for (const spelling of spelledV4(parts)) {
          expect(isPublicAddress(hostOf(targetOf(`http://${spelling}/`)))).toBe(false);
        }
      }),
    );
  });

  test('no IPv4 address, closed or open, comes in by an IPv6 one', () => {
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (parts) => {
        for (const spelling of carriedV4(parts)) {
          expect(isPublicAddress(hostOf(targetOf(`http://[${spelling}]/`)))).toBe(false);
        }
      }),
    );
  });

  test('of IPv6, nothing outside global unicast is open', () => {
    const outside = new BlockList();
    outside.addSubnet('2000::', 3, 'ipv6');
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        fc.pre(!outside.check(address, 'ipv6'));
        expect(isPublicAddress(address)).toBe(false);
      }),
    );
  });

  test.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    'localhost',
    '',
    'fe80::1%eth0',
    '::1',
    '::',
    'fc00::1',
    'fec0::1',
    '2001:db8::1',
    '192.0.2.1',
  ])('%j is not', (address) => expect(isPublicAddress(address)).toBe(false));

  test('cloud metadata stays closed where private addresses are open, however it is written', () => {
    for (const address of [
      '169.254.169.254',
      '100.100.100.200',
      'fd00:ec2::254',
      '::ffff:169.254.169.254',
      '64:ff9b::a9fe:a9fe',
      '0.0.0.0',
      '::',
    ])
      expect(isNeverAllowed(address)).toBe(true);
    for (const address of ['127.0.0.1', '10.1.2.3', '::1', 'fd12::1', '::ffff:10.0.0.1'])
      expect(isNeverAllowed(address)).toBe(false);
  });
});

describe('targets', () => {
  test.each([
    ['ftp://example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['http://user@example.com/', 'credentials'],
    ['http://:secret@example.com/', 'credentials'],
    ['http://example.com:22/', 'port'],
    ['http://example.com:6379/', 'port'],
    ['http://', 'bad_url'],
    ['not an address', 'bad_url'],
    ['http://1.2.3.4.5/', 'bad_url'],
  ])('%s is refused: %s', (url, code) => {
    expect(() => targetOf(url)).toThrow(expect.objectContaining({ code }));
  });

  test.each(['https://example.com/', 'http://example.com:443/', 'http://example.com:8080/'])(
    '%s may be asked for',
    (url) => expect(targetOf(url).href).toBe(url),
  );
});
