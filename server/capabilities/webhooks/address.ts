// Which addresses a webhook may call: public ones only, so that nobody reaches into our network through us.
import { BlockList, isIP } from 'node:net';
import type { World } from '../../platform/world/world.ts';

// A list for each family: a network of IPv4 addresses inside IPv6 would take in all of IPv4.
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() };
const networks4 = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24',
  '203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
];
// Beside private and local ones those that carry an IPv4 address inside, since that may be private.
const networks6 = [
  '::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16',
  '3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8',
];
const add = (family: 'ipv4' | 'ipv6', networks: readonly string[]) => {
  for (const network of networks.join(' ').split(' ')) {
    const [address, bits] = network.split('/') as [string, string];
    blocked[family].addSubnet(address, Number(bits), family);
  }
};
add('ipv4', networks4);
add('ipv6', networks6);

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

export type Reach = { loopback: boolean };
export const reachOf = ({ limits }: Pick<World, 'limits'>): Reach => ({
  loopback: limits.webhooksReachLoopback === true,
});
const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

export function isReachable(address: string, reach: Reach): boolean {
  if (isIP(address) === 0) return false;
  const family = familyOf(address);
  if (reach.loopback && loopback.check(address, family)) return true;
  return !blocked[family].check(address, family);
}

const localNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa)\.?$/i;

/** What can be said of an address without asking anybody; numbers in odd writings are read as browsers do. */
export function addressKind(given: string, reach: Reach): 'public' | 'not_public' | 'invalid' {
  if (!URL.canParse(given)) return 'invalid';
  const { protocol, hostname, username, password, hash } = new URL(given);
  const isPlain = protocol === 'http:';
  if ((protocol !== 'https:' && !isPlain) || username || password || hash || !hostname) return 'invalid';
  const host = hostname.replace(/^\[|\]$/g, '');
  const isLoopback = isIP(host) > 0 ? loopback.check(host, familyOf(host)) : /^localhost\.?$/i.test(host);
  if (isLoopback) return reach.loopback ? 'public' : 'not_public';
  if (isPlain) return 'invalid';
  if (isIP(host) > 0) return isReachable(host, reach) ? 'public' : 'not_public';
  return !host.includes('.') || localNames.test(host) ? 'not_public' : 'public';
}
