// Counts requests by a key and minute: first by where they come from, then by who calls.
import { isIPv6 } from 'node:net';

export type Budget = { name: string; limit: number; left: number; resetSeconds: number; isExceeded: boolean };
export type Count = (key: string) => Budget;

const minuteMs = 60_000;
/** Beyond so many keys in one minute the rest share one budget, so that counting never fills the memory. */
const keysMax = 200_000;

export function counting(name: string, limit: number, now: () => number = Date.now): Count {
  let minute = 0;
  let counts = new Map<string, number>();
  return (asked) => {
    const at = now();
    if (Math.floor(at / minuteMs) !== minute) {
      minute = Math.floor(at / minuteMs);
      counts = new Map();
    }
    const key = counts.size >= keysMax && !counts.has(asked) ? 'all others' : asked;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const resetSeconds = Math.ceil((minuteMs - (at % minuteMs)) / 1000);
    return { name, limit, left: Math.max(0, limit - count), resetSeconds, isExceeded: count > limit };
  };
}

/** An address stands for a household or an office: one of IPv4, a /64 of IPv6. */
export function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(Math.max(0, missing)).fill('0'), ...back];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
