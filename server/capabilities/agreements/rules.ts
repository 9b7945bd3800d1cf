// Every rule about customer agreements. Pure: what is known comes in, what is decided goes out.
import type { CloudNow } from '../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { In, Nothing } from '../../kernel/lifecycle.ts';
import { type CustomerAgreement, type Language, refusals, type Signer, type Standing } from './state.ts';

const no = obstacles(refusals);

type Cloud = Pick<CloudNow, 'features' | 'customerAgreement'>;
type Tenant = { id: string; organization: string; country: string };
type Given = {
  now: Date;
  cloud: Cloud;
  by: { id: string; organization: string };
  tenant: Tenant | undefined;
  /** Every relationship of the partner with this tenant. */
  dealings: readonly { sells: boolean }[];
  newId: Id<'cag'>;
};

/** ORD-020, ORD-030: the edition that counts today, and why another one does not. */
function editionFault({ features, customerAgreement: current }: Cloud, edition: string): Obstacle | undefined {
  if (!features.customerAgreementInSystem || !current) return no('feature_off_in_cloud');
  return edition === current ? undefined : no('agreement_edition_outdated', { edition, current });
}

export type Attest = Omit<Signer, 'phone' | 'companyName'> & {
  tenantId: string;
  edition: string;
  phone?: string;
  companyName?: string;
  agreedAt: string;
};
export type AttestGiven = Given & {
  /** The newest record of this partner for this tenant. */
  last: CustomerAgreement | undefined;
};

const plain = (text: string | null) => (text ?? '').trim().toLowerCase();
const isSameSigner = (one: Signer, other: Signer) =>
  (['firstName', 'lastName', 'email', 'phone'] as const).every((field) => plain(one[field]) === plain(other[field]));

/** One answer for a tenant that does not exist and for one that is not a customer: ids tell nothing (REL-121). */
export function attest(_state: Nothing, command: Attest, given: AttestGiven): Decision<CustomerAgreement> {
  const { now, tenant, last } = given;
  const { firstName, lastName, email, phone = null, companyName = null, edition } = command;
  const signer: Signer = { firstName, lastName, email, phone, companyName };
  const agreedAt = new Date(command.agreedAt);

  const fault = editionFault(given.cloud, edition);
  if (fault) return refuse(fault);
  if (!tenant || given.dealings.length === 0) return refuse(no('relationship_required'));
  if (!given.dealings.some(({ sells }) => sells)) return refuse(no('reseller_cannot_attest'));
  if (agreedAt > now) return refuse(no('agreed_in_future', { agreedAt: command.agreedAt }));
  const isRepeated = last?.edition === edition && last.signer && isSameSigner(last.signer, signer);
  if (isRepeated) return refuse(no('agreement_duplicate', { agreement: last.id }));
  return decided(
    { ...madeOf(given, tenant), partner: given.by.organization, way: 'attested', edition, signer, agreedAt },
    'customerAgreement.attested',
  );
}

export type Accept = { partnerId: string; tenantId: string; edition: string; acceptsAgreement: boolean };
export type AcceptGiven = Given & {
  /** What the customer bought that leaves the agreement to the partner (ORD-027). */
  barring: readonly unknown[];
  read: { language: Language; textHash: string } | undefined;
};

/** What is on record in the same edition is shown again; nothing is accepted twice. */
export function accept(
  state: Nothing | In<CustomerAgreement, 'accepted'>,
  command: Accept,
  given: AcceptGiven,
): Decision<CustomerAgreement> {
  const { tenant, read, now: agreedAt } = given;
  const { edition, partnerId: partner } = command;
  const fault = editionFault(given.cloud, edition);
  if (fault) return refuse(fault);
  if (!tenant || tenant.organization !== given.by.organization) return refuse(no('tenant_not_yours'));
  if (!given.dealings.some(({ sells }) => sells)) return refuse(no('relationship_required'));
  if (state.status === 'accepted') return decided(state);
  if (given.barring.length > 0) return refuse(no('direct_acceptance_impossible'));
  if (!command.acceptsAgreement) return refuse(no('agreement_not_ticked', { edition }));
  const words = { language: read?.language ?? null, textHash: read?.textHash ?? null };
  return decided(
    { ...madeOf(given, tenant), partner, way: 'direct', edition, agreedAt, ...words },
    'customerAgreement.accepted',
  );
}

const madeOf = ({ newId, now, by }: Given, { id: tenant, organization: customer, country }: Tenant) =>
  ({
    id: newId,
    version: 0,
    status: 'accepted',
    customer,
    tenant,
    country,
    language: null,
    textHash: null,
    signer: null,
    recordedAt: now,
    recordedBy: by.id,
  }) as const;

/** What orders and acceptance pages must know (ORD-020, ORD-027, REL-039). */
export function standing(
  { features, customerAgreement: current }: Cloud,
  { last, barring }: { last: CustomerAgreement | undefined; barring: readonly unknown[] },
): Standing {
  if (!features.customerAgreementInSystem || !current) return 'notInSystem';
  if (last?.edition === current) return 'accepted';
  return barring.length > 0 ? 'byPartner' : 'missing';
}
