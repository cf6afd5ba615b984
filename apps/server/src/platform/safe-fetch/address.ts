/**
 * Which IP addresses belong to the public internet, by the registries of special addresses (IANA,
 * RFC 6890 and later). IPv6 is closed but for global unicast; forms that carry an IPv4 address
 * inside (mapped, NAT64, 6to4, Teredo) are closed altogether: a public server has no need of them.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';

const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  // Azure hands a machine its own secrets here, at an address that looks public.
  '168.63.129.16/32',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Within global unicast (2000::/3): assigned to protocols and documentation, or carrying IPv4. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/**
 * Closed even where private addresses are open: nobody's help centre lies there, but the keys of a
 * cloud machine do.
 */
const NEVER = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'fd00:ec2::/32',
  'fd20:ce::/32',
  'ff00::/8',
];

const special = listOf([...SPECIAL_V4, ...SPECIAL_V6]);
const globalUnicast = listOf(['2000::/3']);
const never = listOf(NEVER);

/** False for whatever is no IP address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return false;
  if (family === 4) return !special.check(address, 'ipv4');
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

export function isNeverAllowed(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  if (family === 4) return never.check(address, 'ipv4');
  const inside = embeddedV4(address);
  return never.check(address, 'ipv6') || (inside !== null && never.check(inside, 'ipv4'));
}

/** The first six words of 64:ff9b::/96 and of ::ffff:0:0/96. */
const NAT64 = [0x64, 0xff9b, 0, 0, 0, 0].join(':');
const MAPPED = [0, 0, 0, 0, 0, 0xffff].join(':');

/** The IPv4 address in a mapped (::ffff:a.b.c.d) or NAT64 (64:ff9b::a.b.c.d) one. */
function embeddedV4(address: string): string | null {
  const words = wordsOf(address);
  const head = words.slice(0, 6).join(':');
  if (head !== MAPPED && head !== NAT64) return null;
  return words
    .slice(6)
    .flatMap((word) => [word >> 8, word & 255])
    .join('.');
}

/** The eight words of an IPv6 address. */
function wordsOf(address: string): number[] {
  const canonical = new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const parse = (part: string) =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
  const front = parse(head);
  const back = tail === undefined ? [] : parse(tail);
  return [...front, ...Array<number>(8 - front.length - back.length).fill(0), ...back];
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', bits = ''] = subnet.split('/');
    list.addSubnet(network, Number(bits), isIPv4(network) ? 'ipv4' : 'ipv6');
  }
  return list;
}
