// Signs consent receipts and chain heads, and verifies them without a database: offline, with nothing but the keys.
import { hash } from 'node:crypto';
import { CompactSign, compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import type { Language } from '../../../messages/catalogue.ts';
import type { Party, World } from '../world/world.ts';
import type { Part } from './events.ts';
import { signatureAlgorithm, signingKey } from './signing-keys.ts';

/** A place in one chain of a thread; of before there were lanes it is in the first. */
export type Point = { thread: string; lane?: number; index: number; hash: string };
type End = { lane: number; index: number; hash: string };
/** The end of a thread: how many entries its lanes have together, and one hash over where each of them ends. */
export type Head = Point & { lanes?: readonly End[] };
export type SignedHead = Head & { issuer: string; cloud: string; at: string };
/** Where an event stands in a chain; with the hash before it anybody can reckon the hash again. */
export type Position = Point & { before: string | null };
export type Receipt = {
  issuer: string;
  cloud: string;
  issuedAt: string;
  event: { id: string; type: string; at: string; thing: string; subject: string; version: number };
  /** The text in the language in which it was shown, word by word. */
  shown: { key: string; edition: string; language: Language; text: string };
  agreedBy: { organization: string; person: string | null };
  parties: Record<string, Party>;
  until: string | null;
  rules: string[];
  /** The bytes that the chains cover, and what opens those of its commitments that the holder may open. */
  body: string;
  parts: Record<string, Part>;
  positions: Position[];
  heads: Head[];
};

const kinds = { head: 'kontor-head+jws', receipt: 'kontor-receipt+jws' } as const;
type Kind = keyof typeof kinds;
const words = new TextEncoder();

async function signed(world: World, kind: Kind, claims: object): Promise<string> {
  const { id, key } = await signingKey(world);
  return new CompactSign(words.encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: signatureAlgorithm, kid: id, typ: kinds[kind] })
    .sign(key);
}

export const signHead = (world: World, head: Head): Promise<string> => {
  const claims: SignedHead = {
    ...{ issuer: world.origin, cloud: world.cloud.id },
    ...{ ...head, at: world.clock.wall().toISOString() },
  };
  return signed(world, 'head', claims);
};

export const signReceipt = (world: World, receipt: Omit<Receipt, 'issuer' | 'cloud' | 'issuedAt'>): Promise<string> => {
  const issued = { issuer: world.origin, cloud: world.cloud.id, issuedAt: world.clock.wall().toISOString() };
  return signed(world, 'receipt', { ...issued, ...receipt });
};

/** Why something that claims to be signed is not believed. */
type Doubt =
  | 'not_signed_by_these_keys'
  | 'not_of_this_kind'
  | 'body_says_otherwise'
  | 'parts_say_otherwise'
  | 'chain_says_otherwise'
  | 'head_says_otherwise';
export type Verdict<T> = { ok: true; claims: T } | { ok: false; why: Doubt };
const doubt = (why: Doubt) => ({ ok: false, why }) as const;

async function opened<T>(jws: string, keys: JSONWebKeySet, kind: Kind): Promise<Verdict<T>> {
  try {
    const options = { algorithms: [signatureAlgorithm] };
    const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(keys), options);
    if (protectedHeader.typ !== kinds[kind]) return doubt('not_of_this_kind');
    return { ok: true, claims: JSON.parse(new TextDecoder().decode(payload)) as T };
  } catch {
    return doubt('not_signed_by_these_keys');
  }
}

/** One hash over the ends of all lanes, in their order. */
export const headOver = (lanes: readonly End[]): Pick<Head, 'index' | 'hash'> => ({
  index: lanes.reduce((count, { index }) => count + index, 0),
  hash: hash('sha256', JSON.stringify(lanes.map(({ lane, index, hash }) => [lane, index, hash])), 'base64url'),
});
/** What a head says of each lane. A head from before there were lanes is the end of the first. */
export const pointsOf = ({ thread, lane = 0, index, hash, lanes }: Head): Point[] =>
  lanes ? lanes.map((end) => ({ thread, ...end })) : [{ thread, lane, index, hash }];
const isWhole = (head: Head): boolean => {
  const said = head.lanes && headOver(head.lanes);
  return !said || (said.index === head.index && said.hash === head.hash);
};

export async function verifyHead(jws: string, keys: JSONWebKeySet): Promise<Verdict<SignedHead>> {
  const verdict = await opened<SignedHead>(jws, keys, 'head');
  return !verdict.ok || isWhole(verdict.claims) ? verdict : doubt('head_says_otherwise');
}

const hashLength = 32;
const indexLength = 8;
let room = Buffer.alloc(64 * 1024);

/** The hash of a link: of the hash before it, its index as eight bytes, and the bytes of the event. */
export function linkHash(before: Uint8Array | null, index: number, body: string): Buffer {
  // In one piece of memory that is used again and again: a whole log is hashed by this function.
  const most = hashLength + indexLength + body.length * 3;
  if (most > room.length) room = Buffer.alloc(2 * most);
  if (before) room.set(before, 0);
  const start = before ? hashLength : 0;
  const from = room.writeBigInt64BE(BigInt(index), start);
  return hash('sha256', room.subarray(0, from + room.write(body, from, 'utf8')), 'buffer');
}

export const commitmentOf = ({ salt, value }: Part): string => hash('sha256', salt + value, 'base64url');

/** Whether the signature holds and everything in the receipt agrees with everything else in it. */
export async function verifyReceipt(jws: string, keys: JSONWebKeySet): Promise<Verdict<Receipt>> {
  const verdict = await opened<Receipt>(jws, keys, 'receipt');
  if (!verdict.ok) return verdict;
  const { event, body, parts, positions, heads, agreedBy } = verdict.claims;
  const said = JSON.parse(body) as Record<string, unknown> & {
    commitments: Record<string, string>;
    by: { organization: string };
  };
  const agrees = Object.entries(event).every(([name, value]) => said[name] === value);
  if (!agrees || said.by.organization !== agreedBy.organization) return doubt('body_says_otherwise');
  for (const [name, part] of Object.entries(parts)) {
    if (said.commitments[name] !== commitmentOf(part)) return doubt('parts_say_otherwise');
  }
  const personal = parts.personal && (JSON.parse(parts.personal.value) as { actor?: string });
  if ((personal?.actor ?? null) !== agreedBy.person) return doubt('parts_say_otherwise');
  for (const { index, before, hash: written } of positions) {
    const from = before === null ? null : Buffer.from(before, 'base64url');
    const isFirst = index === 1;
    if ((from === null) !== isFirst) return doubt('chain_says_otherwise');
    if (linkHash(from, index, body).toString('base64url') !== written) return doubt('chain_says_otherwise');
  }
  const fits = positions.every((position) => {
    const head = heads.find(({ thread }) => thread === position.thread);
    const end = head && isWhole(head) && pointsOf(head).find(({ lane }) => lane === (position.lane ?? 0));
    return end && (end.index > position.index || (end.index === position.index && end.hash === position.hash));
  });
  return positions.length > 0 && fits && heads.length === positions.length ? verdict : doubt('head_says_otherwise');
}
