// What may be locked: a closed list of nouns, so that two rooms that mean the same lock cannot spell it differently.

/** A thing is locked by its own name and id as well; these are what rules count, or what holds before a thing is. */
type Noun =
  | 'account'
  | 'agreements'
  | 'attestation'
  | 'catalog'
  | 'domain'
  | 'enrolments'
  | 'holdings'
  | 'locations'
  | 'members'
  | 'merges'
  | 'operator'
  | 'partnerId'
  | 'partners'
  | 'person'
  | 'pinned'
  | 'qualified'
  | 'report'
  | 'tenant'
  | 'tenants'
  | 'webhooks';

/** `tenant:<id>`; `all` where there is only one. */
export type LockName = `${Noun}:${string}`;
