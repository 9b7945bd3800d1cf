// Whether the caller's roles can ever do something here; the server decides, the portal only hides.
import type { Entry, Noun, Side } from './capability.ts';
import { useNouns } from './parts/nouns.ts';
import { useStanding } from './session.ts';

/** The operations that the roles allow in some state, as the server lists them. */
export function useMay(): (operation: string) => boolean {
  const { may } = useStanding();
  return (operation) => may.includes(operation);
}

/** Whether something that is meant for certain sides is meant for this organization. */
export function useStandsAt(): (of: { sides?: readonly Side[]; isOffered?: Entry['isOffered'] }) => boolean {
  const standing = useStanding();
  return ({ sides, isOffered }) =>
    (!sides || sides.some((side) => standing.sides.includes(side))) && (isOffered?.(standing) ?? true);
}

/** The kinds of things that this caller can ever list. */
export function useOwnNouns(): readonly Noun[] {
  const may = useMay();
  const standsAt = useStandsAt();
  return useNouns().filter((noun) => may(noun.list.name) && standsAt(noun));
}
