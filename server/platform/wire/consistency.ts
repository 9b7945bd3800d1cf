// The token that a change answers with; a read that brings it shows at least that change, whichever process answers.
import { timingSafeEqual } from 'node:crypto';
import type { World } from '../world/world.ts';

const signed = ({ secrets }: World, inner: string): string => `${inner}.${secrets.sign(`consistency:${inner}`)}`;

/** What it holds is ours to change: nobody else takes it apart. */
export const consistencyToken = (world: World, { id, version }: { id: string; version: number }): string =>
  signed(world, Buffer.from(`${id}.${version}`).toString('base64url'));

/** One that was touched, or is another cloud's, counts as none: it must not make reads dearer for whoever likes. */
export function isConsistencyToken(world: World, token: string): boolean {
  const [inner = ''] = token.split('.');
  const [ours, theirs] = [Buffer.from(signed(world, inner)), Buffer.from(token)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
