// Makes receipts of consents: what was shown, who agreed, where it stands in the chains; the signed one on request.
import type { Receipt } from '../../../contract/events.ts';
import type { Actor } from '../../access/may.ts';
import type { Tx } from '../../platform/database/database.ts';
import { partsSeen } from '../../platform/door/present.ts';
import type { Part } from '../../platform/record/events.ts';
import { headOf, isThreadOf } from '../../platform/record/heads.ts';
import type { Receipt as Claims, Head } from '../../platform/record/receipts.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import type { Row, World } from '../../platform/world/world.ts';
import { type Shown, shownIn, untilOf } from './consents.ts';
import type { Body, EventRow, Opened } from './offers.ts';
import { positionsOf } from './store.ts';

type Viewer = { world: World; tx: Tx; actor: Actor };
type Made = { body: Body; parts: Record<string, Part>; receipt: Receipt };

async function made(viewer: Viewer, row: EventRow): Promise<Made> {
  const body = JSON.parse(row.body) as Body;
  const parts = partsSeen(viewer, body.sides, row.parts);
  const opened = Object.values(parts).map(({ value }) => JSON.parse(value) as Opened);
  const after: Row = Object.assign({}, ...opened.map((one) => one.after));
  const known = Object.entries(body.sides).filter((entry): entry is [string, string] => entry[1] != null);
  const { party } = await namingOf(viewer.world, viewer.tx, { ids: known.map(([, id]) => id) });
  const person = opened.find(({ actor }) => actor !== undefined)?.actor ?? null;
  return {
    ...{ body, parts },
    receipt: {
      ...{ event: body.id, type: body.type, at: body.at, thing: body.thing, subject: body.subject },
      parties: Object.fromEntries(known.map(([side, id]) => [side, party(id)])),
      agreedBy: { organization: body.by.organization, person },
      shown: shownIn(body, after),
      until: untilOf(after),
    },
  };
}

export const receiptOf = async (viewer: Viewer, row: EventRow): Promise<Receipt> => (await made(viewer, row)).receipt;

type Issued = { receipt: Receipt; claims: Omit<Claims, 'issuer' | 'cloud' | 'issuedAt'> };
/** All that a receipt says; it is signed outside the transaction. */
export async function claimsOf(viewer: Viewer, row: EventRow): Promise<Issued> {
  const { body, parts, receipt } = await made(viewer, row);
  const { id, type, at, thing, subject, version } = body;
  const all = await positionsOf(viewer.tx, id);
  const positions = all.filter(({ thread }) => isThreadOf(viewer.actor.organization, thread));
  const heads = await Promise.all(positions.map(({ thread }) => headOf(viewer.tx, thread)));
  return {
    receipt,
    claims: {
      event: { id, type, at, thing, subject, version },
      ...{ shown: receipt.shown as Shown, agreedBy: receipt.agreedBy },
      ...{ parties: receipt.parties, until: receipt.until, rules: body.rules },
      ...{ body: row.body, parts, positions, heads: heads.filter((head): head is Head => head !== undefined) },
    },
  };
}
