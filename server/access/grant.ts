// The grammar of the policy: a role at a side, if the cloud has a feature, with the delegation it needs.
import type { Feature } from '../clouds/cloud.ts';
import type { Role } from './roles.ts';

/**
 * How an organization stands to a thing. `organization` owns it, `operator` runs the cloud, `seller` buys from the
 * vendor to sell (a reseller does not), beneath the account of the `headquarters` lie the places of companies that were
 * merged into it, `bearer` came with the secret that names it: a link is opened by strangers.
 * `anyone` is whoever calls, with or without an account.
 */
export type Side =
  | 'organization'
  | 'headquarters'
  | 'initiator'
  | 'invitee'
  | 'provider'
  | 'reseller'
  | 'partner'
  | 'seller'
  | 'customer'
  | 'operator'
  | 'bearer';
export type Delegable = 'userAdministrator' | 'licenceAdministrator' | 'serviceSupportAdministrator';
export type Grant =
  | 'system'
  | 'anyone'
  | 'member'
  | `${Role}@${Side}${'' | ` if ${Feature}`}${'' | ` needs ${Delegable}`}`;

export type Rows = Record<`${string}.${string}`, readonly Grant[]>;
