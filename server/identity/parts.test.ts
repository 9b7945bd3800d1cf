// The small parts of this room: password policy, networks, and what is remembered between two requests.
import { describe, expect, it } from 'vitest';
import { networkOf } from '../platform/settings/rate.ts';
import type { World } from '../platform/world/world.ts';
import { hashPassword, signInName, weaknessOf } from './credentials.ts';
import { memoryOf } from './memory.ts';
import { isNetwork, isOpenTo } from './networks.ts';

describe('A password', () => {
  const codes = (password: string, name = 'haneul@daram.example') =>
    weaknessOf({ limits: {} } as World, { password, name })?.because.map(({ code }) => code) ?? [];
  it.each([
    'violet anchor drifts slowly',
    '비밀번호를 길게 적어 둡니다',
    'x9$Kq!mT2v#pLw',
    '我的密码特别长而且没有规律吧',
  ])('may be %s', (password) => expect(codes(password)).toEqual([]));
  it.each([
    'P@ssw0rd-2026!',
    'password1234567',
    'Qwertyuiop123',
    'abcdefghijklmnop',
    '123456789012345',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    'Summer2026!!!!!',
    'Welcome!!123456',
    'kontor-20261121',
  ])('may not be %s', (password) => expect(codes(password)).toContain('password_too_common'));
  it('has a length', () => {
    expect(codes('x9$Kq!mT2v')).toContain('password_too_short');
    expect(codes('x9$Kq!mT2v#pLw'.repeat(10))).toContain('password_too_long');
  });
  it('does not contain the name', () => expect(codes('for Haneul only, 77')).toEqual(['password_contains_name']));
});

describe('Hashing', () => {
  it('lets only so many wait, and serves them in the end', async () => {
    const all = await Promise.all(Array.from({ length: 130 }, (_, i) => hashPassword(`password number ${i}`)));
    const hashes = all.filter((one) => typeof one === 'string');
    expect(hashes.length).toBe(102);
    expect(hashes.every((one) => one.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true);
    const refused = all.filter((one) => typeof one !== 'string').map(({ because }) => because[0].code);
    expect(new Set(refused)).toEqual(new Set(['server_is_hashing']));
    expect(await hashPassword('afterwards')).toContain('$argon2id$');
  });
});

describe('A name', () => {
  it('has one spelling', () => expect(signInName('  ＨＡＮＥＵＬ@Daram.example ')).toBe('haneul@daram.example'));
});

describe('A network', () => {
  it.each(['192.0.2.1', '192.0.2.0/24', '::1', '2001:db8::/32', '0.0.0.0/0'])('may be %s', (range) =>
    expect(isNetwork(range)).toBe(true),
  );
  it.each(['', '192.0.2.0/33', 'example.com', '192.0.2/24', '::1/129', '10.0.0.0/', '10.0.0.0/8/8'])(
    'may not be %j',
    (range) => expect(isNetwork(range)).toBe(false),
  );
  it('is open to what lies in it, however the address is written', () => {
    const ranges = ['192.0.2.0/24', '2001:db8::/32'];
    expect(['192.0.2.9', '::ffff:192.0.2.9', '2001:db8:1::1'].map((ip) => isOpenTo(ranges, ip))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['192.0.3.9', '::1', 'nonsense'].map((ip) => isOpenTo(ranges, ip))).toEqual([false, false, false]);
    expect(isOpenTo([], '203.0.113.1')).toBe(true);
  });
  it('is one address of IPv4 and a whole site of IPv6', () => {
    expect(['10.1.2.3', '::ffff:10.1.2.3', '2001:db8:1:2:3::4', '2001:db8::4', '::1'].map(networkOf)).toEqual([
      '10.1.2.3',
      '10.1.2.3',
      '2001:db8:1:2::/64',
      '2001:db8:0:0::/64',
      '0:0:0:0::/64',
    ]);
  });
});

describe('What is remembered', () => {
  const clock = { ms: 0 };
  const world = { limits: {}, clock: { wall: () => new Date(clock.ms) } } as unknown as World;
  const memory = memoryOf(world);
  it('is asked for once in a while', async () => {
    let asked = 0;
    const recall = () => memory.recall('a', async () => ++asked);
    expect([await recall(), await recall()]).toEqual([1, 1]);
    clock.ms += 2_001;
    expect(await recall()).toBe(2);
  });
  it('is forgotten even while it is being asked for', async () => {
    let answer: (value: string) => void = () => {};
    const slow = memory.recall('b', () => new Promise<string>((resolve) => (answer = resolve)));
    memory.forget('b');
    answer('before the end');
    expect(await slow).toBe('before the end');
    expect(await memory.recall('b', async () => 'after the end')).toBe('after the end');
  });
  it('is not what failed', async () => {
    const failing = memory.recall('c', () => Promise.reject(new Error('no answer')));
    await expect(failing).rejects.toThrow('no answer');
    expect(await memory.recall('c', async () => 'fine')).toBe('fine');
  });
});
