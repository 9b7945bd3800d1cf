// Below an organization: what it is enrolled as, its places of business, its tenants and what it signed.
import type { Item } from '../../capability.ts';
import { Related } from '../../parts/related.tsx';

export default function TakingPart({ item: { id } }: { item: Item }) {
  const filter = { organization: id };
  return (
    <>
      <Related of="enrolment" filter={filter} facts={['kind']} />
      <Related of="location" filter={filter} facts={['partnerId', 'kind', 'country']} />
      <Related of="tenant" filter={filter} facts={['purpose', 'country']} />
      <Related of="partnerAgreement" filter={filter} facts={['region', 'edition']} />
    </>
  );
}
