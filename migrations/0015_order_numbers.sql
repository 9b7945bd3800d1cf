-- An order that is refused after all gives its number back: a row of the transaction can do so, a sequence cannot.
alter sequence order_numbers rename to order_numbers_before;
create table order_numbers (next bigint not null);
create unique index order_numbers_once on order_numbers ((true));
insert into order_numbers select last_value + is_called::int from order_numbers_before;
drop sequence order_numbers_before;
