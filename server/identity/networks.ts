// The networks an API client may call from.
import { BlockList, isIP } from 'node:net';

const parsed = (range: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | undefined => {
  const [address = '', given, ...more] = range.split('/');
  if (more.length > 0) return undefined;
  const version = isIP(address);
  const longest = version === 4 ? 32 : 128;
  const bits = given === undefined ? longest : /^\d{1,3}$/.test(given) ? Number(given) : Number.NaN;
  return version && bits <= longest ? { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' } : undefined;
};

/** An address or a CIDR range. */
export const isNetwork = (range: string): boolean => parsed(range) !== undefined;

const lists = new Map<string, BlockList>();
/** Whether an address lies in one of the ranges; no ranges mean from anywhere. */
export function isOpenTo(ranges: readonly string[], ip: string): boolean {
  if (ranges.length === 0) return true;
  const key = ranges.join(' ');
  const list = lists.get(key) ?? new BlockList();
  if (!lists.has(key)) {
    for (const { address, bits, family } of ranges.flatMap((range) => parsed(range) ?? [])) {
      list.addSubnet(address, bits, family);
    }
    if (lists.size > 1000) lists.clear();
    lists.set(key, list);
  }
  const plain = ip.replace(/^::ffff:(?=\d+\.)/, '');
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}
