// Whom a partner may name beside itself: the companies at the other side of its active partnerships.
import { listPartnerships } from '../../../contract/partnerships.ts';
import type { Choices, Option } from '../../capability.ts';

type Partners = { items: readonly { provider: Party; reseller: Party }[] };
type Party = { id: string; name: string };
const partyOption = ({ id: value, name: label }: Party): Option => ({ value, label });

export const partners = (side: 'provider' | 'reseller'): Choices => ({
  operation: listPartnerships,
  query: () => ({ status: 'active' }),
  of: ({ items }: Partners, { me }) =>
    items.map((one) => one[side]).flatMap((party) => (party.id === me.organization ? [] : [partyOption(party)])),
});
