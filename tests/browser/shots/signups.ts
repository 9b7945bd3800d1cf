// The way in for a new organization, at each of its steps.

import { connect } from '../../../contract/client.ts';
import { proveSignupDomain, type Signup, startSignup, verifySignupMail } from '../../../contract/signups.ts';
import type { Place } from '../place.ts';
import type { Shots } from '../shots.ts';

type Mail = { text: string };
/** The secret in the last mail to somebody, whatever its language. */
export async function mailedToken(place: Place, to: string): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    const answer = await fetch(`${place.origin()}/workbench/mails?to=${encodeURIComponent(to)}`);
    const { items } = (await answer.json()) as { items: Mail[] };
    const token = /\/sign-up\/([\w-]+)/.exec(items[0]?.text ?? '')?.[1];
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail came to ${to}`);
}

async function begun(place: Place, name: string): Promise<string> {
  const client = connect({ origin: place.origin() });
  const mail = `ara@${name}.example`;
  const about = { organizationName: `${name} Labs`, country: 'KR', domain: `${name}.example` };
  await client.call(startSignup, { body: { ...about, mail, displayName: 'Ara', language: 'ko' } });
  return mailedToken(place, mail);
}

async function verified(place: Place, name: string): Promise<{ token: string; signup: Signup }> {
  const token = await begun(place, name);
  const signup = await connect({ origin: place.origin() }).call(verifySignupMail, { path: { token }, body: {} });
  return { token, signup };
}

async function proven(place: Place, name: string): Promise<string> {
  const { token, signup } = await verified(place, name);
  await fetch(`${place.origin()}/workbench/dns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: signup.recordName, value: signup.recordValue }),
  });
  await connect({ origin: place.origin() }).call(proveSignupDomain, { path: { token }, body: {} });
  return token;
}

export const signups: Shots = {
  prepare: async (place) => {
    const [mail, { token: domain }, admin] = await Promise.all([
      begun(place, 'namu'),
      verified(place, 'bada'),
      proven(place, 'haneulbit'),
    ]);
    return { mail, domain, admin };
  },
  shots: [
    { name: 'sign-up', path: () => '/sign-up' },
    { name: 'sign-up-mail', path: ({ mail }) => `/sign-up/${mail}` },
    { name: 'sign-up-domain', path: ({ domain }) => `/sign-up/${domain}` },
    { name: 'sign-up-admin', path: ({ admin }) => `/sign-up/${admin}` },
  ],
};
