// Who is signed in, in whose name, and what the caller's roles may ever do here.
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { type Me, seeSession } from '../contract/identity.ts';
import type { Answer } from '../contract/operation.ts';
import { client, keepCsrfToken, queries } from './api.ts';

export type Standing = Answer<typeof seeSession>;
/** What a session still has to do before the portal opens. */
export type Step = 'signIn' | 'changePassword' | 'secondFactor' | 'enrolSecondFactor' | 'organization';

export const standing = queryOptions({
  queryKey: ['standing'],
  queryFn: async (): Promise<Standing> => {
    const answer = await client.call(seeSession, {});
    keepCsrfToken(answer.me?.csrfToken);
    return answer;
  },
  staleTime: 60_000,
});

export const useStanding = (): Standing => useSuspenseQuery(standing).data;

export function stepFor({ me }: Standing): Step | undefined {
  if (!me) return 'signIn';
  if (me.mustChangePassword) return 'changePassword';
  const { required, registered, proven } = me.secondFactor;
  if (required && !proven) return registered ? 'secondFactor' : 'enrolSecondFactor';
  if (!me.organization) return 'organization';
  return undefined;
}

/**
 * SEC-003: who has only the second factor still to prove may open the overview; every other page asks for it first.
 */
export function isOverviewOnly(standing: Standing): boolean {
  const step = stepFor(standing);
  return (step === 'secondFactor' || step === 'enrolSecondFactor') && standing.me?.organization !== null;
}

/** Only inside the frame, where somebody is signed in. */
export function useMe(): Me {
  const { me } = useStanding();
  if (!me) throw new Error('nobody is signed in');
  return me;
}

/** Whoever administers the cloud itself. */
export const runsCloud = (me: Me): boolean => membershipOf(me)?.roles.includes('operatorAdmin') ?? false;
export const membershipOf = (me: Me) => me.memberships.find(({ organization }) => organization.id === me.organization);

const owner = 'kontor.drafts.of';
/** What one person has typed or ticked is not there for the next one in the same browser. */
function leaveDraftsTo(person: string | undefined): void {
  const before = sessionStorage.getItem(owner);
  if (before && before !== person) {
    for (const place of Object.keys(sessionStorage)) {
      if (place.startsWith('kontor.draft.')) sessionStorage.removeItem(place);
    }
  }
  if (person) sessionStorage.setItem(owner, person);
  else sessionStorage.removeItem(owner);
}

/** The same person with a new proof: what was read before still holds, only the session has a new token. */
export function provenAs(me: Me): void {
  keepCsrfToken(me.csrfToken);
  queries.setQueryData(standing.queryKey, (known) => known && { ...known, me });
}

/** After a change of who we are nothing that was read before may be believed. */
export async function changedTo(me: Me | null): Promise<void> {
  keepCsrfToken(me?.csrfToken);
  leaveDraftsTo(me?.id);
  queries.setQueryData(standing.queryKey, (known) => known && { ...known, me });
  await queries.invalidateQueries({ queryKey: standing.queryKey });
  await queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== standing.queryKey[0] });
}
