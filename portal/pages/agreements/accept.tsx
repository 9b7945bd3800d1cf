// The journey of a customer that accepts the customer agreement itself: for which partner, reading it, and the box.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { acceptCustomerAgreement, readCustomerAgreement } from '../../../contract/agreements.ts';
import { listTenants } from '../../../contract/organizations/tenants.ts';
import { listRelationships, type Relationship } from '../../../contract/relationships/relationships.ts';
import { reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { Agreeing } from '../../parts/agreeing.tsx';
import { useDraft } from '../../parts/draft.ts';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { membershipOf, useMe } from '../../session.ts';

type Page<One> = { items: One[] };

/** With whom the customer works, and the country of the tenant that decides which text it is (ORD-025). */
function usePartners(chosen: string) {
  const me = useMe();
  const found = useQuery(reading<Page<Relationship>>(listRelationships, { query: { limit: 200 } }));
  const tenants = useQuery(reading<Page<Item>>(listTenants, { query: { limit: 200 } }));
  const partners = found.data?.items.filter(({ customer }) => customer.id === me.organization) ?? [];
  const relationship = partners.find(({ id }) => id === chosen);
  const tenant = tenants.data?.items.find(({ id }) => id === relationship?.tenantId);
  const country = String(tenant?.country ?? membershipOf(me)?.organization.country);
  return { found, partners, relationship, country };
}

type Asked = Pick<ReturnType<typeof usePartners>, 'found' | 'partners'> & {
  value: string;
  onChoose: (relationship: string) => void;
};
function Partner({ found, partners, value, onChoose }: Asked) {
  const say = useSay();
  const offered = partners.map(({ id, partner }) => ({ value: id, label: partner.name }));
  return (
    <>
      <Trouble error={found.error} onAgain={() => void found.refetch()} />
      <NativeSelect
        label={say('agreements.accept.partner')}
        value={value}
        data={[{ value: '', label: say('portal.choose') }, ...offered]}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
      {found.data && offered.length === 0 && <Note tone="waiting">{say('agreements.accept.noPartner')}</Note>}
    </>
  );
}

export default function AcceptAgreement() {
  const [draft, keep, forget] = useDraft('customerAgreement', { relationship: '', acceptsAgreement: false });
  const { relationship, country, ...known } = usePartners(draft.relationship);
  const choose = (one: string) => keep({ relationship: one });
  return (
    <Agreeing
      texts="agreements.accept"
      noun={{ name: 'customerAgreement', path: '/customer-agreements' }}
      steps={['partner', 'accept']}
      operation={acceptCustomerAgreement}
      text={{ operation: readCustomerAgreement, query: { country } }}
      choosing={<Partner {...known} value={draft.relationship} onChoose={choose} />}
      isChosen={relationship !== undefined}
      bodyIn={(language) => ({ partnerId: relationship?.partner.id, tenantId: relationship?.tenantId, language })}
      box="acceptsAgreement"
      isTicked={draft.acceptsAgreement}
      onTick={(acceptsAgreement) => keep({ acceptsAgreement })}
      onDone={forget}
    />
  );
}
