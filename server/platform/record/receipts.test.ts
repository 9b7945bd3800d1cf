// Receipts that somebody forged, cut or signed anew: none is believed; a lie that is signed contradicts itself (R6).
import { randomBytes } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox } from '../../../tests/outbox-world.ts';
import { chance, steadySeed } from '../../../tests/seeded.ts';
import { verifyHead, verifyReceipt } from './receipts.ts';
import { changeKey, publicKeys, signingKey } from './signing-keys.ts';

const by = chance(steadySeed());

forEachEngine(
  (engine) => {
    let outbox: Outbox;
    let genuine: string;
    beforeAll(async () => {
      outbox = await makeOutbox(await engine.fresh());
      const { link } = (await outbox.call('saebyeok', 'POST /api/v1/partnership-invitations')).body;
      const { status } = await outbox.call('miru', `POST /api/v1/partnership-links/${link.split('/').at(-1)}/approve`, {
        body: { confirmsPartnership: true },
      });
      expect(status).toBe(200);
      const { items } = (await outbox.call('miru', 'GET /api/v1/receipts')).body;
      genuine = (await outbox.call('miru', `GET /api/v1/receipts/${items[0].event}`)).body.signed;
    });
    const claimsOf = () => JSON.parse(Buffer.from(genuine.split('.')[1]!, 'base64url').toString('utf8'));
    const resigned = async (claims: object, more: { typ?: string } = {}) => {
      const { id, key } = await signingKey(outbox.world);
      const header = { alg: 'EdDSA', kid: id, typ: 'kontor-receipt+jws', ...more };
      return new CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader(header).sign(key);
    };

    describe('A receipt', () => {
      it('is believed as it was issued, also after the key has changed', async () => {
        expect((await verifyReceipt(genuine, await publicKeys(outbox.world))).ok).toBe(true);
        await changeKey(outbox.world);
        expect((await verifyReceipt(genuine, await publicKeys(outbox.world))).ok).toBe(true);
      });
      it('is not believed with any byte changed, cut or added', async () => {
        const keys = await publicKeys(outbox.world);
        for (let i = 0; i < 300; i += 1) {
          const at = by.below(genuine.length);
          const other = by.pick([...'ABCDEFabcdef0123456789-_'].filter((letter) => letter !== genuine[at]));
          const forged = by.pick([
            `${genuine.slice(0, at)}${other}${genuine.slice(at + 1)}`,
            genuine.slice(0, at),
            `${genuine.slice(0, at)}${other}${genuine.slice(at)}`,
          ]);
          // The last letter of base64url holds bits that mean nothing.
          const isSame = Buffer.from(forged.split('.')[2] ?? '', 'base64url').equals(
            Buffer.from(genuine.split('.')[2]!, 'base64url'),
          );
          if (isSame && forged.startsWith(genuine.slice(0, genuine.lastIndexOf('.')))) continue;
          expect((await verifyReceipt(forged, keys)).ok, forged).toBe(false);
        }
      });
      it('is not believed when another key signed it, or none', async () => {
        const keys = await publicKeys(outbox.world);
        const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
        const kid = keys.keys.at(-1)!.kid!;
        const other = await new CompactSign(Buffer.from(JSON.stringify(claimsOf())))
          .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'kontor-receipt+jws', jwk: await exportJWK(publicKey) })
          .sign(privateKey);
        const header = Buffer.from(JSON.stringify({ alg: 'none', kid, typ: 'kontor-receipt+jws' })).toString(
          'base64url',
        );
        for (const forged of [other, `${header}.${genuine.split('.')[1]}.`]) {
          expect(await verifyReceipt(forged, keys)).toEqual({ ok: false, why: 'not_signed_by_these_keys' });
        }
      });
      it('is not believed in place of a head, nor a head in its place', async () => {
        const keys = await publicKeys(outbox.world);
        expect(await verifyHead(genuine, keys)).toEqual({ ok: false, why: 'not_of_this_kind' });
        const head = await resigned(claimsOf().heads[0], { typ: 'kontor-head+jws' });
        expect(await verifyReceipt(head, keys)).toEqual({ ok: false, why: 'not_of_this_kind' });
      });
      const lies: [string, (claims: any) => void, string][] = [
        ['another subject', (it) => Object.assign(it.event, { subject: 'par_other' }), 'body_says_otherwise'],
        ['another organization', (it) => Object.assign(it.agreedBy, { organization: 'org_x' }), 'body_says_otherwise'],
        ['another person', (it) => Object.assign(it.agreedBy, { person: 'somebody' }), 'parts_say_otherwise'],
        ['another opening', (it) => Object.assign(it.parts.public, { value: '{}' }), 'parts_say_otherwise'],
        [
          'another body',
          (it) => Object.assign(it, { body: it.body.replace('"rules"', ' "rules"') }),
          'chain_says_otherwise',
        ],
        ['another index', (it) => Object.assign(it.positions[0], { index: 9 }), 'chain_says_otherwise'],
        ['no hash before', (it) => Object.assign(it.positions[1], { index: 2, before: null }), 'chain_says_otherwise'],
        ['fewer chains', (it) => void it.positions.pop(), 'head_says_otherwise'],
        ['no chains at all', (it) => Object.assign(it, { positions: [], heads: [] }), 'head_says_otherwise'],
        ['a head before it', (it) => Object.assign(it.heads[0], { index: 0 }), 'head_says_otherwise'],
        [
          'another head at its place',
          (it) => Object.assign(it.heads[0], { hash: randomBytes(32).toString('base64url') }),
          'head_says_otherwise',
        ],
      ];
      it.each(lies)('that an operator signs anew with %s contradicts itself', async (_what, lie, why) => {
        const claims = claimsOf();
        lie(claims);
        expect(await verifyReceipt(await resigned(claims), await publicKeys(outbox.world))).toEqual({ ok: false, why });
      });
    });
  },
  ['embedded'],
);
