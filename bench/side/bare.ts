// What the doors are compared with: the same payload from Fastify and one query, without callers or rules, and tuned:
// answers by a schema, rows as arrays, nothing parsed that is written again, the statements of a turn in one packet.
// Rows that the database puts together as JSON save a tenth of this process and cost the database twice as much.
import Fastify from 'fastify';
import pg from 'pg';

type Start = { url: string; schema: string; inList: object; inOne: object };
type Column = string | number | boolean | null | string[];

/** In this order they come back, so that no row has names. */
const columns = [
  ...['r.id', 'r.status', 'r.version', 'r.is_direct', 'r.origin', 'r.customer_name', 'r.accepted_by'],
  ...['p.id', 'p.name', 'p.country', 'c.id', 'c.name', 'c.country'],
  ...['r.tenant_id', 'r.resellers', 'r.providers', 'r.since', 'r.invitation_id', 'r.customer_name_lower'],
];
const selected = `select ${columns.join(', ')}
  from relationships r join organizations p on p.id = r.partner_id join organizations c on c.id = r.customer_id`;
const list = {
  ...{ name: 'list', rowMode: 'array' as const },
  text: `${selected} where r.partner_id = $1 order by r.customer_name_lower, r.id limit 21`,
};
const one = { name: 'one', rowMode: 'array' as const, text: `${selected} where r.id = $1` };

const shown = (row: readonly Column[], commands: object) => ({
  id: row[0],
  status: row[1],
  version: row[2],
  isDirect: row[3],
  origin: row[4],
  customerName: row[5],
  acceptedBy: row[6],
  partner: { id: row[7], name: row[8], country: row[9] },
  customer: { id: row[10], name: row[11], country: row[12] },
  tenantId: row[13],
  resellers: row[14],
  providers: row[15],
  since: row[16],
  invitationId: row[17],
  commands,
});

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const object = (properties: object) => ({ type: 'object', properties });
const party = object({ id: text, name: text, country: text });
const reason = object({ code: text, rule: text, says: text, mend: text });
const allowed = object({ allowed: { type: 'boolean' }, why: text, because: { type: 'array', items: reason } });
const relationship = (commands: object) =>
  object({
    ...{ id: text, status: text, version: { type: 'integer' }, isDirect: { type: 'boolean' }, origin: text },
    ...{ customerName: text, acceptedBy: text, partner: party, customer: party, tenantId: text },
    ...{ resellers: texts, providers: texts, since: text, invitationId: { ...text, nullable: true }, commands },
  });
const page = object({
  items: { type: 'array', items: relationship(texts) },
  next: { ...text, nullable: true },
});

const { TIMESTAMPTZ } = pg.types.builtins;
const textArray = 1009;
/** An instant of the session in UTC, `2026-01-05 09:00:00.25+00`, becomes text again without having been a date. */
const instant = (value: string) =>
  `${value.slice(0, 10)}T${value.slice(11, 19)}.${value.slice(20, -3).padEnd(3, '0').slice(0, 3)}Z`;
const parsers = new Map<number, (value: string) => unknown>([
  [TIMESTAMPTZ, instant],
  [textArray, (value) => (value === '{}' ? [] : pg.types.getTypeParser(textArray as never)(value))],
]);
const types = { getTypeParser: (oid: number) => parsers.get(oid) ?? pg.types.getTypeParser(oid) } as never;

type Stream = { cork(): void; uncork(): void };
const streamOf = (client: pg.Client): Stream =>
  (client as unknown as { connection: { stream: Stream } }).connection.stream;
const connections = 8;

/** What is asked in one turn of the event loop goes over one connection in one packet, the next turn over the next. */
async function connected(url: string, schema: string) {
  const options = { connectionString: url, options: `-c search_path=${schema} -c timezone=utc`, pipeline: true, types };
  const clients = Array.from({ length: connections }, () => new pg.Client(options as pg.ClientConfig));
  await Promise.all(clients.map((client) => client.connect()));
  let turns = 0;
  let open: pg.Client | undefined;
  return (query: pg.QueryArrayConfig): Promise<pg.QueryArrayResult<Column[]>> => {
    if (!open) {
      const client = clients[turns++ % connections]!;
      open = client;
      streamOf(client).cork();
      setImmediate(() => {
        open = undefined;
        streamOf(client).uncork();
      });
    }
    return open.query<Column[]>(query);
  };
}

async function listen({ url, schema, inList, inOne }: Start): Promise<number> {
  const ask = await connected(url, schema);
  const app = Fastify();
  const answering = (answer: object) => ({ schema: { response: { 200: answer } } });
  app.get<{ Params: { partner: string } }>('/list/:partner', answering(page), async ({ params }) => {
    const { rows } = await ask({ ...list, values: [params.partner] });
    const items = rows.slice(0, 20);
    const last = items.at(-1);
    const cursor = JSON.stringify(['customerName', last?.[18], last?.[0]]);
    const next = rows.length > 20 ? Buffer.from(cursor).toString('base64url') : null;
    return { items: items.map((row) => shown(row, inList)), next };
  });
  const commands = { type: 'object', additionalProperties: allowed };
  app.get<{ Params: { id: string } }>('/one/:id', answering(relationship(commands)), async ({ params }) => {
    const { rows } = await ask({ ...one, values: [params.id] });
    return shown(rows[0]!, inOne);
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as { port: number }).port;
}

process.on('message', (start: Start) => {
  listen(start).then(
    (port) => process.send!({ port }),
    (error) => process.send!({ failed: String(error) }),
  );
});
