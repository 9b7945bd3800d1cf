// What is sold over one relationship: to a customer by us and those we sell with, or to us by one of our partners.
import { Relationship } from '../../../contract/relationships/relationships.ts';
import { type Item, shapedAs } from '../../capability.ts';
import { Listing } from '../../parts/list-page.tsx';
import { useNouns } from '../../parts/nouns.ts';
import { useMe } from '../../session.ts';

/** Where we buy, the partner is who is paid, or the reseller who looks after us. */
function soldOver({ tenantId, customer, partner, providers, ...ways }: Relationship, own: string) {
  if (customer.id !== own) return [{ tenantId }];
  const isSeller = ways.isDirect || ways.resellers.length > 0;
  return [
    ...(isSeller ? [{ tenantId, partnerId: partner.id }] : []),
    ...(providers.length > 0 ? [{ tenantId, resellerId: partner.id }] : []),
  ];
}

export default function SubscriptionsOf({ item }: { item: Item }) {
  const { organization } = useMe();
  const noun = useNouns().find(({ name }) => name === 'subscription');
  if (!noun) throw new Error('there is no kind of thing called subscription');
  const columns = noun.columns.filter((column) => column !== 'customer');
  return soldOver(shapedAs(Relationship, item), organization ?? '').map((only) => (
    <Listing key={JSON.stringify(only)} noun={{ ...noun, columns, only }} />
  ));
}
