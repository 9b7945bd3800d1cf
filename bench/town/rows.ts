// The rows of a made-up town: partners with their customers, what these bought, and carts that wait to be placed.
import { hashed } from '../../server/platform/settings/secrets.ts';
import type { Filling } from './fill.ts';

export type Plan = { partners: number; customers: number; subscriptionsEach: number; carts: number };

/** Numbers apart, so that ids of one kind sort by their time, as real ones do. */
const idText = (prefix: string, number: string) =>
  `'${prefix}_' || lpad(to_hex(1700000000000 + ${number}), 12, '0') || '70008' || lpad(to_hex(${number}), 15, '0')`;
const hex = (number: number, width: number) => number.toString(16).padStart(width, '0');
export const idOf = (prefix: string, number: number): string =>
  `${prefix}_${hex(1_700_000_000_000 + number, 12)}70008${hex(number, 15)}`;

const partnersFrom = 1_000_000_000;
export const operator = idOf('org', 2_000_000_000);
export const operatorsProgram = idOf('api', 2_000_000_000);
export const partnerOf = (customer: number, { partners }: Plan): number => customer % partners;
export const partnerId = (partner: number): string => idOf('org', partnersFrom + partner);
export const programOf = (partner: number): string => idOf('api', partnersFrom + partner);
export const relationshipOf = (customer: number): string => idOf('rel', customer);
export const cartOf = (cart: number): string => idOf('crt', cart);
/** Every program of the town has this secret. */
export const secret = 'a secret that only the bench knows and nobody needs to guess';

const at = `timestamptz '2026-01-05 09:00:00Z'`;
const since = `${at} + (i % 100000) * interval '1 second'`;
const partnerText = (number: string, { partners }: Plan) =>
  idText('org', `${partnersFrom} + (${number}) % ${partners}`);
const address = `'{"street":"Sejong-daero 1","city":"Seoul","postalCode":"04524"}'`;
const contact = `'{"firstName":"Seo","lastName":"Kim","mail":"seo@example.test"}'`;

const inKorea = { country: `'KR'`, currency: `'KRW'` };
const first = { version: '1', status: `'active'` };
const organization = (id: string, name: string) => ({
  ...first,
  kind: `'company'`,
  id,
  name,
  name_lower: `lower(${name})`,
  country: `'KR'`,
  address,
  created_at: since,
});

const partnerRows = (plan: Plan): Filling[] => {
  const id = idText('org', `${partnersFrom} + i`);
  const range = { from: 0, to: plan.partners - 1 };
  const own = { ...first, organization_id: id, created_at: at };
  const korean = { country: `'KR'`, address, contact };
  const inSeoul = { name: `'Seoul ' || i`, legal_entity: `'Partner ' || i`, number: '4000001 + i', ...korean };
  const selling = { purpose: `'selling'`, domain: `'partner-' || i || '.example'`, partner_id: '4000001 + i' };
  const program = {
    name: `'Program'`,
    roles: `array['adminAgent']`,
    networks: `array[]::text[]`,
    created_by: `'bench'`,
  };
  const enrolled = { kind: `'directBill'`, agreement_edition: `'2019-09'`, checks: `'{}'`, language: `'en'` };
  const columnsOf: Record<string, Filling['columns']> = {
    organizations: organization(id, `'Partner ' || i`),
    enrolments: { ...own, id: idText('enr', 'i'), ...enrolled },
    locations: { ...own, id: idText('loc', 'i'), kind: `'location'`, ...inSeoul },
    tenants: { ...own, id: idText('ten', `${partnersFrom} + i`), ...selling, ...inKorea, is_primary: 'true' },
  };
  const secrets = { secret_hash: `'${hashed(secret)}'`, secret_since: at };
  return [
    ...Object.entries(columnsOf).map(([table, columns]) => ({ table, ...range, since: 'created_at', columns })),
    {
      table: 'api_clients',
      ...range,
      columns: { ...own, id: idText('api', `${partnersFrom} + i`), ...program, ...secrets },
    },
  ];
};

const customer = { organization: idText('org', 'i'), tenant: idText('ten', 'i') };
const customerRows = (plan: Plan): Filling[] => {
  const range = { from: 1, to: plan.customers };
  const name = `'Customer ' || lpad(i::text, 8, '0')`;
  const pair = { partner_id: partnerText('i', plan), customer_id: customer.organization, tenant_id: customer.tenant };
  const none = `'{}'::text[]`;
  const relationship = {
    ...{ ...first, ...pair, id: idText('rel', 'i'), is_direct: 'true', resellers: none, providers: none },
    ...{ origin: `'created'`, customer_name: name, customer_name_lower: `lower(${name})`, accepted_by: `'usr_bench'` },
    since,
  };
  const tenant = {
    ...{ ...first, id: customer.tenant, organization_id: customer.organization, purpose: `'customer'` },
    ...{ domain: `'customer-' || i || '.example'`, ...inKorea, is_primary: 'true', created_at: at },
  };
  const agreement = {
    ...{ version: '1', status: `'accepted'`, ...pair, id: idText('cag', 'i'), way: `'attested'` },
    ...{ edition: `'2020-02'`, country: `'KR'`, recorded_by: `'usr_bench'`, agreed_at: at, recorded_at: since },
    signer: contact,
  };
  const made = organization(customer.organization, name);
  return [
    { table: 'organizations', ...range, since: 'created_at', columns: made },
    { table: 'relationships', ...range, since: 'since', columns: relationship },
    { table: 'tenants', ...range, since: 'created_at', columns: tenant },
    { table: 'customer_agreements', ...range, since: 'recorded_at', columns: agreement },
  ];
};

const subscriptionRows = (plan: Plan): Filling[] => {
  const buyer = `(i % ${plan.customers} + 1)`;
  const sku = `'KTR000000001:0001'`;
  return [
    {
      table: 'subscriptions',
      from: 1,
      to: plan.customers * plan.subscriptionsEach,
      since: 'starts_at',
      columns: {
        ...{ ...first, id: idText('sub', 'i'), nickname: `'Suite'`, sku_id: sku, product_title: `'Product suite'` },
        ...{ sku_title: `'suite'`, kind: `'licence'`, model: `'modern'`, segment: `'Commercial'`, term: `'P1Y'` },
        ...{ billing_plan: `'Monthly'`, quantity: '10', ends_at: `${since} + interval '1 year'`, auto_renews: 'true' },
        ...{ starts_at: since, partner_id: partnerText(buyer, plan), billed_reseller: `'4000001'`, currency: `'KRW'` },
        ...{ billed_reseller_before: `''`, billed_reseller_since: since, customer_id: idText('org', buyer) },
        ...{ tenant_id: idText('ten', buyer), support_contact_id: partnerText(buyer, plan), origin: `'order'` },
        ...{ unit_price: '12500', order_id: idText('ord', 'i'), entitlement_id: idText('ent', 'i') },
      },
    },
  ];
};

const line = { segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly', quantity: 5, base: null };
const lines = JSON.stringify(['0001', '0002'].map((sku) => ({ sku: `KTR000000001:${sku}`, ...line })));
const cartRows = (plan: Plan): Filling[] => {
  const buyer = `(i % ${plan.customers} + 1)`;
  return [
    {
      table: 'carts',
      from: 1,
      to: plan.carts,
      since: 'created_at',
      columns: {
        ...{ version: '1', status: `'draft'`, id: idText('crt', 'i'), partner_id: partnerText(buyer, plan) },
        ...{
          relationship_id: idText('rel', buyer),
          customer_id: idText('org', buyer),
          tenant_id: idText('ten', buyer),
        },
        ...{ lines: `'${lines}'`, created_by: `'bench'`, created_at: at },
      },
    },
  ];
};
/** The customer for whom this cart was filled. */
export const buyerOf = (cart: number, { customers }: Plan): number => (cart % customers) + 1;

/** The biggest first, so that connections side by side end at about the same time; small kinds of a table after. */
export const rowsOf = (plan: Plan): { bulk: Filling[]; few: Filling[] } => ({
  bulk: [...subscriptionRows(plan), ...customerRows(plan)],
  few: [...partnerRows(plan), ...(plan.carts > 0 ? cartRows(plan) : [])],
});
