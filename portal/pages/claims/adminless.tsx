// Tells the members of an organization that nobody there is global admin, and where the role can be claimed.
import { useQuery } from '@tanstack/react-query';
import { seeAdminClaim } from '../../../contract/claims.ts';
import type { Answer } from '../../../contract/operation.ts';
import { reading } from '../../api.ts';
import { useAsOf } from '../../parts/address.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note } from '../../parts/trouble.tsx';
import { membershipOf, useMe } from '../../session.ts';

/** Whoever is global admin need not ask whether there is one. */
export function Adminless() {
  const say = useSay();
  const isPast = useAsOf() !== undefined;
  const isAdmin = membershipOf(useMe())?.roles.includes('globalAdmin') ?? true;
  const { data } = useQuery({ ...reading<Answer<typeof seeAdminClaim>>(seeAdminClaim), enabled: !isAdmin && !isPast });
  if (!data || data.hasGlobalAdmin || data.domains.length === 0) return null;
  return (
    <Note tone="waiting">
      <p>{say('claims.home')}</p>
      <p>
        <To to="/admin-claim">{say('page.adminClaim')}</To>
      </p>
    </Note>
  );
}
