-- Who runs the cloud lists what all sides have: one index for each order, as each side has its own.
create index relationships_by_name on relationships (customer_name_lower, id);
create index relationships_by_age on relationships (since desc, id desc);
create index subscriptions_by_age on subscriptions (starts_at desc, id desc);
create index orders_by_age on orders (placed_at desc, id desc);
create index carts_by_age on carts (created_at desc, id desc);
create index wishes_by_age on wishes (sent_at desc, id desc);
create index partnerships_by_age on partnerships (since desc, id desc);
create index customer_agreements_by_age on customer_agreements (recorded_at desc, id desc);
create index members_by_name on members (name, id);
create index members_by_age on members (created_at desc, id desc);
create index members_by_age_in_organization on members (organization_id, created_at desc, id desc);
create index api_clients_by_age on api_clients (created_at desc, id desc);
create index long_jobs_by_age on long_jobs (created_at desc, id desc);

-- Filters that name few of very many rows.
create index subscriptions_of_order on subscriptions (order_id) where order_id is not null;
create index subscriptions_by_sku on subscriptions (sku_id, starts_at desc, id desc);
create index orders_of_tenant on orders (tenant_id, placed_at desc, id desc);
create index carts_of_tenant on carts (tenant_id, created_at desc, id desc);
create index wishes_of_tenant on wishes (tenant_id, sent_at desc, id desc);
create index consents_of_invitation on consents (invitation_id, opened_at desc, id desc);
create index customer_agreements_of_tenant on customer_agreements (tenant_id, recorded_at desc, id desc);
create index tenants_by_purpose on tenants (purpose, domain, id);
create index tenants_by_country on tenants (country, domain, id);
create index organizations_by_country on organizations (country, name_lower, id);
