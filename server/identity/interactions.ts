// A program asks to act for a person: our own pages show who asks and hand back the answer.
import { ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import * as contract from '../../contract/identity.ts';
import { refuse } from '../kernel/decision.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import type { Route } from '../platform/wire/operations.ts';
import type { World } from '../platform/world/world.ts';
import { audienceOf } from './keys.ts';
import { providerOf } from './openid.ts';
import { inBrowser, own } from './own.ts';
import { no } from './refusals.ts';
import { type LiveSession, startSession } from './sessions.ts';
import type { Shown } from './shown.ts';
import { note, noting } from './trail.ts';

type Asked = Awaited<ReturnType<Provider['interactionDetails']>>;
type Found = { provider: Provider; asked: Asked; end(result: object): Promise<string> };

/** Only in the browser where it began: otherwise a stranger's program could be approved by sending somebody a link. */
async function found(world: World, id: string, { request }: Shown): Promise<Found | undefined> {
  const provider = await providerOf(world);
  const response = new ServerResponse(request.raw);
  try {
    const asked = await provider.interactionDetails(request.raw, response);
    if (asked.uid !== id) return undefined;
    const end = (result: object) =>
      provider.interactionResult(request.raw, response, result as never, { mergeWithLastSubmission: false });
    return { provider, asked, end };
  } catch (error) {
    if ((error as { name?: string }).name === 'SessionNotFound') return undefined;
    throw error;
  }
}

const clientOf = ({ params }: Asked) => String(params.client_id);
/** The program said so by `prompt=login` or `max_age`. */
function needsNewProof(world: World, asked: Asked, session: LiveSession | undefined): boolean {
  const { prompt, max_age: secondsMax } = asked.params as { prompt?: string; max_age?: number };
  if (!session) return false;
  const proven = session.provenAt.getTime();
  if (prompt?.split(' ').includes('login') && proven < (asked.iat ?? 0) * 1000) return true;
  return secondsMax !== undefined && world.clock.wall().getTime() - proven > Number(secondsMax) * 1000;
}

const seeing = own(contract.seeInteraction, async ({ world, path }, shown) => {
  const interaction = await found(world, path.id!, shown);
  if (!interaction) return refuse(no('interaction_elsewhere'));
  const { provider, asked } = interaction;
  const client = await provider.Client.find(clientOf(asked));
  if (!client) return refuse(no('interaction_elsewhere'));
  const { clientId: id, clientName: name = id } = client;
  const redirectsTo = new URL(String(asked.params.redirect_uri)).host;
  const mustSignInAgain = needsNewProof(world, asked, shown.session);
  return { ok: true, body: { client: { id, name, redirectsTo }, mustSignInAgain } };
});

const approving = inBrowser(contract.approveInteraction, async ({ world, path }, shown) => {
  const { session } = shown;
  const interaction = await found(world, path.id!, shown);
  if (!interaction) return refuse(no('interaction_elsewhere'));
  const { provider, asked, end } = interaction;
  if (needsNewProof(world, asked, session)) {
    return refuse(no('fresh_proof_required', { minutes: identityLimits(world).freshProofMinutes }));
  }
  const { user, proofs, provenAt, organization, network } = session;
  const client = await provider.Client.find(clientOf(asked));
  const clientId = client!.clientId;
  const grant = new provider.Grant({ accountId: user, clientId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(audienceOf(world), 'api');
  const grantId = await grant.save();
  const program = { client: clientId, grant: grantId };
  const device = client!.clientName ?? clientId;
  await noting(world, async (tx) => {
    startSession(world, tx, { user, proofs, provenAt, organization, network, device, program });
    await note(world, tx, { type: 'person.programLetIn', user, shown, facts: { program: clientId } });
  });
  const ts = Math.floor(provenAt.getTime() / 1000);
  const redirect = await end({
    login: { accountId: user, amr: [...proofs], ts, remember: false },
    consent: { grantId },
  });
  return { ok: true, body: { redirect } };
});

const declining = own(contract.declineInteraction, async ({ world, path }, shown) => {
  const interaction = await found(world, path.id!, shown);
  if (!interaction) return refuse(no('interaction_elsewhere'));
  return { ok: true, body: { redirect: await interaction.end({ error: 'access_denied' }) } };
});

export const routes: readonly Route[] = [seeing, approving, declining];
