// How orders lie in their table, and how they are numbered.
import sql from 'sql-template-tag';
import { moneyOf } from '../../../kernel/money.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import { shownMoney } from '../../../platform/world/shown.ts';
import type { Door } from '../../../platform/world/world.ts';
import type { Order, OrderLine } from '../state.ts';

type Written = ReturnType<typeof shownMoney>;
type LineRow = Omit<OrderLine, 'unitPrice' | 'amount'> & { unitPrice: Written; amount: Written };
const readMoney = ({ amount, currency }: Written) => moneyOf(amount, currency);

const linesFrom = (lines: readonly LineRow[]): OrderLine[] =>
  lines.map((line) => ({ ...line, unitPrice: readMoney(line.unitPrice), amount: readMoney(line.amount) }));
const linesTo = (lines: readonly OrderLine[]): string =>
  JSON.stringify(
    lines.map((line) => ({ ...line, unitPrice: shownMoney(line.unitPrice), amount: shownMoney(line.amount) })),
  );

export const rows = rowsOf<Order>({
  number: 'number',
  partner: 'partner_id',
  reseller: 'reseller_id',
  resellerId: 'billed_reseller',
  customer: 'customer_id',
  tenant: 'tenant_id',
  lines: { column: 'lines', from: linesFrom, to: linesTo },
  wish: 'wish_id',
  placedBy: 'placed_by',
  placedAt: 'placed_at',
});

/**
 * For people; gaps are harmless, a number given twice is not, and without gaps every order would wait for the one
 * before it. A preview reads which one would come, and takes none.
 */
export async function nextNumber({ tx, preview }: Pick<Door, 'tx' | 'preview'>): Promise<string> {
  const taken = sql`select nextval('order_numbers')::text as number`;
  const foreseen = sql`select (last_value + is_called::int)::text as number from order_numbers`;
  const [row] = await tx.query<{ number: string }>(preview ? foreseen : taken);
  return row!.number;
}
