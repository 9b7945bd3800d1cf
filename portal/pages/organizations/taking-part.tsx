// Below an organization: what it is enrolled as, its places of business, its tenants and what it signed.
import type { Item } from '../../capability.ts';
import { ThingsOf } from '../../parts/things-of.tsx';

/** The organization is the one of the page in every row. */
const own = ['organization'];

export default function TakingPart({ item: { id } }: { item: Item }) {
  const filter = { organization: id };
  return (
    <>
      <ThingsOf noun="enrolment" query={filter} leaves={own} isCard />
      <ThingsOf noun="location" query={filter} leaves={own} isCard />
      <ThingsOf noun="tenant" query={filter} leaves={own} isCard />
      <ThingsOf noun="partnerAgreement" query={filter} leaves={own} isCard />
    </>
  );
}
