// What accepting an invitation comes to: what was agreed before, the boxes to tick, and the preview in people's words.
import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { type CustomerAgreement, listCustomerAgreements } from '../../../contract/agreements.ts';
import type { Tenant } from '../../../contract/organizations/tenants.ts';
import { type Consent, listConsents } from '../../../contract/relationships/consents.ts';
import type { OpenedInvitation } from '../../../contract/relationships/invitations.ts';
import { reading } from '../../api.ts';
import type { InWords } from '../../parts/foreseen.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';
import { membershipOf, useMe } from '../../session.ts';

type Asked = { invitation: OpenedInvitation; tenant: Tenant };
const sellerOf = ({ inviters }: OpenedInvitation) => inviters.find(({ part }) => part === 'seller')?.organization;

/** Whether agreement and relationship are on record already between these partners and this tenant. */
export function useBefore({ invitation, tenant }: Asked): { isOnRecord: boolean; acceptedAt: string | undefined } {
  const { inviters, agreement } = invitation;
  const edition = agreement ? { edition: agreement.edition } : {};
  const query = { tenantId: tenant.id, partnerId: sellerOf(invitation)?.id ?? '', ...edition };
  const agreements = useQuery({
    ...reading<{ items: CustomerAgreement[] }>(listCustomerAgreements, { query }),
    enabled: agreement !== null,
  });
  const answered = { query: { tenantId: tenant.id, status: 'accepted' } };
  const consents = useQuery(reading<{ items: Consent[] }>(listConsents, answered));
  const ids = inviters.map(({ organization }) => organization.id);
  const found = consents.data?.items.find(
    ({ partner, provider }) => partner.id === ids[0] && (provider?.id ?? undefined) === ids[1],
  );
  const isOnRecord = (agreements.data?.items.length ?? 0) > 0;
  const isComplete = agreement === null || isOnRecord;
  return { isOnRecord, acceptedAt: isComplete ? (found?.answeredAt ?? undefined) : undefined };
}

export function AcceptedBefore({ at }: { at: string }) {
  const say = useSay();
  return (
    <>
      <Note tone="good">
        {say('relationships.answer.before')} <Moment at={at} />
      </Note>
      <p>
        <To to="/partners">{say('noun.yourPartner.many')}</To>
      </p>
    </>
  );
}

type Box = { name: 'relationship' | 'agreement'; title: string; label: string; about: string };
/** REL-039: one box for the relationship, one for the agreement where it is not on record. */
export function useBoxes({ invitation, isOnRecord }: { invitation: OpenedInvitation; isOnRecord: boolean }): Box[] {
  const say = useSay();
  const { inviters, agreement, cloud } = invitation;
  const partners = inviters.map(({ organization }) => organization.name).join(', ');
  const relationship: Box = {
    name: 'relationship',
    title: say('relationships.answer.box.relationship', { partners }),
    label: say('relationships.answer.tick.relationship', { partners }),
    about: say('relationships.answer.tick.relationship.about'),
  };
  if (!agreement || isOnRecord) return [relationship];
  const { title, edition } = agreement;
  const second: Box = {
    name: 'agreement',
    title: say('relationships.answer.box.agreement', { title }),
    label: say('relationships.answer.tick.agreement', { title, edition }),
    about: say('relationships.answer.tick.agreement.about', { operator: cloud.operator }),
  };
  return [relationship, second];
}

/** What will be agreed, with whom, in which edition and language. */
export function useAgreedWords({ invitation, tenant, isOnRecord }: Asked & { isOnRecord: boolean }): InWords {
  const say = useSay();
  const me = useMe();
  const { formatDisplayName } = useIntl();
  const { inviters, agreement, cloud } = invitation;
  const customer = membershipOf(me)?.organization.name ?? '';
  const between = inviters.map(({ organization: { id, name: partner }, part }) => (
    <li key={id}>{say(`relationships.answer.agreed.${part}`, { partner, customer, domain: tenant.domain })}</li>
  ));
  const legal = agreement && !isOnRecord && (
    <li key="agreement">
      {say('relationships.answer.agreed.agreement', {
        ...{ title: agreement.title, edition: agreement.edition, customer, operator: cloud.operator },
        country: formatDisplayName(agreement.country, { type: 'region' }) ?? agreement.country,
        language: formatDisplayName(agreement.language, { type: 'language' }) ?? agreement.language,
      })}
    </li>
  );
  const known = isOnRecord && <li key="agreement">{say('relationships.answer.onRecord')}</li>;
  return {
    title: say('relationships.answer.agreed'),
    lines: [...between, legal, known],
    titles: { access: say('relationships.answer.asks'), unchanged: say('relationships.answer.not') },
  };
}
