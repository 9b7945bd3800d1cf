// The way past the second factor, to the overview, which is all that is there without it (SEC-003).
import { useSearch } from '../../parts/address.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { isOverviewOnly, useStanding } from '../../session.ts';

/** Not where a program asks to be let in: it wants the proof. */
export function Later() {
  const say = useSay();
  const { interaction } = useSearch();
  const isOffered = isOverviewOnly(useStanding()) && !interaction;
  if (!isOffered) return null;
  return <To to="/">{say('identity.later')}</To>;
}
