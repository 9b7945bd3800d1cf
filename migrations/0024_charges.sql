-- A charge explains itself: who sold what to whom, by which price, share and rounding, and which line it takes back.
alter table charge_lines rename column partner_id to buyer_id;
alter index charge_lines_of_partner rename to charge_lines_of_buyer;
alter table charge_lines
  add column seller_id text collate "C",
  add column customer_id text collate "C",
  add column tenant_id text collate "C",
  add column order_id text collate "C",
  add column sku_id text collate "C",
  add column price_row bigint,
  add column rounding text,
  add column share_numerator bigint,
  add column share_denominator bigint,
  add column edition text,
  add column reverses text collate "C",
  add column upstream text collate "C";
update charge_lines c set customer_id = s.customer_id, tenant_id = s.tenant_id, order_id = s.order_id, sku_id = s.sku_id,
  rounding = 'exactPerSeat',
  reverses = case when c.kind = 'provisioningFailed' then (select min(o.id) from charge_lines o
    where o.subscription_id = c.subscription_id and o.kind = 'new') end
  from subscriptions s where s.id = c.subscription_id;
alter table charge_lines
  alter column customer_id set not null,
  alter column tenant_id set not null,
  alter column order_id set not null,
  alter column sku_id set not null,
  alter column rounding set not null;
create unique index charge_lines_reversed_once on charge_lines (reverses) where reverses is not null;

-- By which row of the price list it was bought; unknown of what was bought before.
alter table subscriptions add column price_row bigint;
select make_history('subscriptions');
