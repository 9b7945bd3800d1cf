// How the wire reaches the rules of signing up, and what a completed sign-up makes in one transaction.

import * as contract from '../../../contract/signups.ts';
import { findUser, hashPassword, signInName, weaknessOf } from '../../identity/credentials.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { byHouse, step } from '../../platform/door/step.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import { doing, preparing, type Route } from '../../platform/wire/operations.ts';
import type { Planning } from '../../platform/world/world.ts';
import { addingMember } from '../members/offers.ts';
import { addingTenant, findTenantByDomain, registering } from '../organizations/offers.ts';
import * as rules from './rules.ts';
import * as state from './state.ts';
import * as store from './store.ts';
import { signups } from './thing.ts';

const purpose = 'signup';

const starting = change({
  thing: signups,
  command: 'start',
  find: 'new',
  given: ({ now, cloud, world: { secrets } }): rules.StartGiven => {
    const id = newId('sig');
    const recordValue = `kontor-domain=${secrets.tokenFor('domain', id)}`;
    return { now, cloud, newId: id, tokenHash: hashed(secrets.tokenFor(purpose, id)), recordValue };
  },
  rule: rules.start,
  mails: ({ id, mail: to, language, organizationName, domain, displayName }) => {
    const values = { organizationName, domain, displayName, days: state.validDays };
    return [
      { to, language, key: 'mail.signup', values, organization: null, link: { path: '/sign-up/', purpose, of: id } },
    ];
  },
});

const byToken = {
  byBearer: true,
  find: ({ tx }: Planning, token: string) => store.findByToken(tx, token),
  peeks: true,
} as const;
const verifying = change({
  thing: signups,
  command: 'verifyMail',
  ...byToken,
  given: ({ now }) => ({ now }),
  rule: rules.verifyMail,
});
const proving = change({
  thing: signups,
  command: 'proveDomain',
  ...byToken,
  given: ({ now }) => ({ now }),
  rule: rules.proveDomain,
});
type Completing = { passwordHash: string };
const completing = change({
  thing: signups,
  command: 'complete',
  ...byToken,
  locks: (signup) =>
    signup.status === 'nothing' ? [] : [`domain:${signup.domain}`, `account:${signInName(signup.mail)}`],
  given: async ({ tx, now }, { domain, mail }): Promise<rules.CompleteGiven> => {
    const [tenant, account] = await Promise.all([findTenantByDomain(tx, domain), findUser(tx, { name: mail })]);
    return { now, isDomainTaken: tenant !== undefined, isNameTaken: account !== undefined };
  },
  rule: rules.complete,
});
export const expiring = change({ thing: signups, command: 'expire', given: () => ({}), rule: rules.expire });

/** The sign-up ends, and organization, tenant and first global admin begin, all at once or not at all. */
const entering = together<Completing>({
  changes: [completing, registering, addingTenant, addingMember],
  plan: async ({ tx }, token, { passwordHash }) => {
    const found = await store.findByToken(tx, token);
    const first = step(completing, token, {});
    if (!found) return [first];
    const { organizationName, country, domain, mail: name, displayName, language } = found;
    const organization = newId('org');
    const tenant = { organization, purpose: 'customer', domain, country } as const;
    const admin = { organization, name, displayName, language, passwordHash, roles: ['globalAdmin'] };
    return [
      first,
      byHouse(step(registering, organization, { id: organization, name: organizationName, country })),
      byHouse(step(addingTenant, organization, tenant)),
      byHouse(step(addingMember, organization, admin)),
    ];
  },
});

/** Who asks is a stranger to what was begun and sees nothing of it, so the answer is what was asked with. */
const echoing = (route: Route): Route => ({
  ...route,
  answer: async (call) => {
    const answer = await route.answer(call);
    const { mail } = call.body as { mail: string };
    return answer.ok && !call.preview ? { ...answer, body: { mail } } : answer;
  },
});

export const commands: readonly Route[] = [
  echoing(doing(contract.startSignup, alone(starting))),
  doing(contract.verifySignupMail, alone(verifying)),
  preparing(
    contract.proveSignupDomain,
    async ({ world, path }) => {
      const found = await world.database.read((tx) => store.findByToken(tx, path.token!));
      const records = found ? await world.lookUpText(state.recordNameOf(found.domain)) : [];
      return { ok: true, command: { records } };
    },
    alone(proving),
  ),
  preparing(
    contract.completeSignup,
    async ({ world, path, body: { password } }) => {
      const found = await world.database.read((tx) => store.findByToken(tx, path.token!));
      // The door will say that there is none; a stranger without a link does not make us hash.
      if (!found) return { ok: true, command: { passwordHash: '' } };
      const weak = weaknessOf(world, { password, name: found.mail });
      if (weak) return weak;
      const passwordHash = await hashPassword(password);
      return typeof passwordHash === 'string' ? { ok: true, command: { passwordHash } } : passwordHash;
    },
    entering,
  ),
];
