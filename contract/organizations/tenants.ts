// Our promise about tenants: what each is for, and which location a selling tenant stands for.
import { type Static, Type } from 'typebox';
import { body, Country, command, Instant, list, noun, OrNull, open, Party, shown, view } from '../operation.ts';
import { PartnerId } from './locations.ts';

const purposes = ['selling', 'corporate', 'sharedServices', 'sandbox', 'customer'] as const;
const Domain = () =>
  Type.String({ pattern: '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}$', maxLength: 253 });

export const Tenant = noun(['active', 'unlinked'], {
  organization: open(Party),
  purpose: open(Type.Enum([...purposes])),
  domain: open(Domain()),
  country: open(Country()),
  /** What is billed there; fixed with the country when the tenant is made (ACT-018). */
  currency: open(Type.String()),
  isPrimary: open(Type.Boolean()),
  /** Of the one location it stands for. */
  partnerId: open(OrNull(PartnerId())),
  createdAt: open(Instant()),
});
export type Tenant = Static<typeof Tenant>;

export const addTenant = command({
  name: 'tenant.add',
  path: '/api/v1/tenants',
  summary: 'Add a tenant with its purpose; country and currency cannot be changed later.',
  status: 201,
  body: body({ purpose: Type.Enum([...purposes]), domain: Domain(), country: Country() }),
  answer: shown(Tenant),
});
export const linkTenant = command({
  name: 'tenant.link',
  path: '/api/v1/tenants/by-domain/{domain}/link',
  summary: 'Link a tenant that is linked to nobody; you must be global admin of it.',
  body: body({}),
  answer: shown(Tenant),
});
export const listTenants = list({
  name: 'tenant.list',
  path: '/api/v1/tenants',
  summary: 'Your tenants.',
  of: Tenant,
  filters: {
    status: Type.Optional(Type.Enum(['active', 'unlinked'])),
    purpose: Type.Optional(Type.Enum([...purposes])),
    country: Type.Optional(Country()),
    organization: Type.Optional(Type.String()),
  },
});
export const seeTenant = view({
  name: 'tenant.see',
  path: '/api/v1/tenants/{id}',
  summary: 'One of your tenants.',
  answer: shown(Tenant),
});
export const unlinkTenant = command({
  name: 'tenant.unlink',
  path: '/api/v1/tenants/{id}/unlink',
  summary: 'Unlink a tenant; its people lose access to your account.',
  body: body({}),
  answer: shown(Tenant),
});
export const linkLocation = command({
  name: 'tenant.linkLocation',
  path: '/api/v1/tenants/{id}/link-location',
  summary: 'Say for which location a selling tenant stands, by its partner id.',
  body: body({ partnerId: PartnerId() }),
  answer: shown(Tenant),
});
export const operations = [addTenant, linkTenant, listTenants, seeTenant, unlinkTenant, linkLocation];
