-- The log forgets by age what its entries say; in the order of their arrival a small index finds them.
create index events_by_age on events using brin (at);
