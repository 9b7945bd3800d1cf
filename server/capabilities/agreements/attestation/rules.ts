// Every rule about what a customer confirms at a link: who asks, who confirms, and what becomes of it (ORD-031).
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, obstacles, refuse } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { daysAfter } from '../../../kernel/term.ts';
import { type Cloud, editionFault, type Given, sellerFault } from '../agreement/rules.ts';
import { type Language, refusals as ofAgreements, type Signer } from '../agreement/state.ts';
import { type Attestation, refusals } from './state.ts';

const no = obstacles({ ...ofAgreements, ...refusals });

export type Ask = { tenantId: string; edition: string; returnUrl?: string };
export type AskGiven = Pick<Given, 'now' | 'by' | 'tenant' | 'dealings'> & {
  cloud: Cloud & Pick<CloudNow, 'windows'>;
  newId: Id<'att'>;
  tokenHash: string;
};

/** ORD-031: the partner that sells asks; whoever has the link answers for the customer. */
export function ask(_state: Nothing, command: Ask, given: AskGiven): Decision<Attestation> {
  const { edition, returnUrl = null } = command;
  const { now, by, cloud, newId: id, tokenHash } = given;
  const fault = editionFault(cloud, edition) ?? sellerFault(given);
  if (fault) return refuse(fault);
  const { id: tenant, organization: customer, country } = given.tenant!;
  const expiresAt = daysAfter(now, cloud.windows.attestationDays);
  const nothingYet = { language: null, textHash: null, signer: null, agreement: null, confirmedAt: null };
  const asked = { id, version: 0, status: 'open', partner: by.organization, customer, tenant, country } as const;
  const made = { edition, tokenHash, returnUrl, createdBy: by.id, createdAt: now, expiresAt };
  return decided({ ...asked, ...made, ...nothingYet }, 'attestation.created');
}

export type Confirm = Omit<Signer, 'phone' | 'companyName'> & {
  edition: string;
  phone?: string;
  companyName: string;
  acceptsAgreement: boolean;
};
export type ConfirmGiven = {
  now: Date;
  cloud: Cloud;
  /** Nobody's in particular where whoever has the link is not signed in. */
  by: Pick<Given['by'], 'organization'>;
  read: { language: Language; textHash: string } | undefined;
};

/** ORD-031: the customer reviews, not who asked. What counts is the edition asked for, while it is the one in force. */
export function confirm(
  attestation: In<Attestation, 'open'>,
  command: Confirm,
  { now, cloud, by, read }: ConfirmGiven,
): Decision<Attestation> {
  const { edition, expiresAt } = attestation;
  const { firstName, lastName, email, phone = null, companyName } = command;
  if (by.organization === attestation.partner) return refuse(no('attestation_is_for_customer'));
  if (now >= expiresAt) return refuse(no('attestation_expired', { expiresAt }));
  const fault = editionFault(cloud, edition) ?? editionFault(cloud, command.edition);
  if (fault) return refuse(fault);
  if (!command.acceptsAgreement) return refuse(no('agreement_not_ticked', { edition }));
  const words = { language: read?.language ?? null, textHash: read?.textHash ?? null };
  const signer: Signer = { firstName, lastName, email, phone, companyName };
  return decided({ ...attestation, status: 'confirmed', signer, confirmedAt: now, ...words }, 'attestation.confirmed');
}

export const use = (
  attestation: In<Attestation, 'confirmed'>,
  { agreement }: { agreement: Id<'cag'> },
): Decision<Attestation> => decided({ ...attestation, status: 'used', agreement }, 'attestation.used');

export const expire = (attestation: In<Attestation, 'open' | 'confirmed'>): Decision<Attestation> =>
  decided({ ...attestation, status: 'expired' }, 'attestation.expired');
