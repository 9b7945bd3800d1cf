// Every rule about customer agreements. Pure: what is known comes in, what is decided goes out.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { type Attestation, refusals as ofAttestations } from '../attestation/state.ts';
import { type CustomerAgreement, type Language, refusals, type Signer, type Standing } from './state.ts';

const no = obstacles({ ...refusals, ...ofAttestations });

export type Cloud = Pick<CloudNow, 'features' | 'customerAgreement'>;
type Tenant = { id: string; organization: string; country: string };
export type Given = {
  now: Date;
  cloud: Cloud;
  by: { id: string; organization: string };
  tenant: Tenant | undefined;
  /** Every relationship of the partner with this tenant. */
  dealings: readonly { sells: boolean }[];
  newId: Id<'cag'>;
};

/** ORD-020, ORD-030: the edition that counts today, and why another one does not. */
export function editionFault({ features, customerAgreement: current }: Cloud, edition: string): Obstacle | undefined {
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
export function sellerFault({ tenant, dealings }: Pick<Given, 'tenant' | 'dealings'>): Obstacle | undefined {
  if (!tenant || dealings.length === 0) return no('relationship_required');
  return dealings.some(({ sells }) => sells) ? undefined : no('reseller_cannot_attest');
}

/** ORD-029. */
function repeated(last: CustomerAgreement | undefined, signer: Signer, edition: string): Obstacle | undefined {
  const isSame = last?.edition === edition && last.signer && isSameSigner(last.signer, signer);
  return isSame ? no('agreement_duplicate', { agreement: last.id }) : undefined;
}

/** ORD-021: the partner says that the customer agreed; the other way is `accept`. */
export function attest(_state: Nothing, command: Attest, given: AttestGiven): Decision<CustomerAgreement> {
  const { now, tenant, last } = given;
  const { firstName, lastName, email, phone = null, companyName = null, edition } = command;
  const signer: Signer = { firstName, lastName, email, phone, companyName };
  const agreedAt = new Date(command.agreedAt);

  const fault = editionFault(given.cloud, edition) ?? sellerFault(given);
  if (fault) return refuse(fault);
  if (agreedAt > now) return refuse(no('agreed_in_future', { agreedAt: command.agreedAt }));
  const again = repeated(last, signer, edition);
  if (again) return refuse(again);
  return decided(
    { ...madeOf(given, tenant!), partner: given.by.organization, way: 'attested', edition, signer, agreedAt },
    'customerAgreement.attested',
  );
}

export type Create = { attestationId: string; tenantId: string; edition: string };
export type CreateGiven = AttestGiven & {
  /** Of this partner, in this cloud; anybody else's is as unknown as none. */
  attestation: Attestation | undefined;
};

/** ORD-031: why what was made at a link cannot become an agreement. */
function attestationFault({ attestation, now }: CreateGiven, { tenantId, edition }: Create): Obstacle | undefined {
  if (!attestation) return no('attestation_unknown');
  if (attestation.tenant !== tenantId) return no('attestation_of_other_customer');
  if (attestation.status === 'used') return no('attestation_used', { agreement: attestation.agreement });
  if (attestation.status === 'expired' || now >= attestation.expiresAt) {
    return no('attestation_expired', { expiresAt: attestation.expiresAt });
  }
  if (attestation.status === 'open') return no('attestation_unconfirmed');
  const { edition: current } = attestation;
  return edition === current ? undefined : no('agreement_edition_outdated', { edition, current });
}

/** What the customer confirmed at the link: who signed, when, in which words. */
export function create(_state: Nothing, command: Create, given: CreateGiven): Decision<CustomerAgreement> {
  const { attestation, last } = given;
  const fault = editionFault(given.cloud, command.edition) ?? attestationFault(given, command) ?? sellerFault(given);
  if (fault) return refuse(fault);
  const { id, signer, edition, country, language, textHash, confirmedAt } = attestation!;
  const again = repeated(last, signer!, edition);
  if (again) return refuse(again);
  const said = { edition, country, language, textHash, signer, attestation: id, agreedAt: confirmedAt! };
  return decided(
    { ...madeOf(given, given.tenant!), partner: given.by.organization, way: 'attested', ...said },
    'customerAgreement.attested',
  );
}

export type Accept = { partnerId: string; tenantId: string; edition: string; acceptsAgreement: boolean };
export type AcceptGiven = Given & {
  /** What the customer bought that leaves the agreement to the partner (ORD-027). */
  barring: readonly unknown[];
  read: { language: Language; textHash: string } | undefined;
};

/** ORD-026. What is on record in the same edition is shown again; nothing is accepted twice. */
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
    attestation: null,
    recordedAt: now,
    recordedBy: by.id,
  }) as const;

/** What orders and acceptance pages must know of one partner's own records (ORD-020, ORD-027, ORD-028, REL-039). */
export function standing(
  { features, customerAgreement: current }: Cloud,
  { last, barring }: { last: CustomerAgreement | undefined; barring: readonly unknown[] },
): Standing {
  if (!features.customerAgreementInSystem || !current) return 'notInSystem';
  if (last?.edition === current) return 'accepted';
  return barring.length > 0 ? 'byPartner' : 'missing';
}
