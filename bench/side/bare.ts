// What the doors are compared with: the same payload from Fastify and one query, without callers, schemas or rules.
import Fastify from 'fastify';
import pg from 'pg';

type Start = { url: string; schema: string; inList: object; inOne: object };
type Row = Record<string, never> & { partner: object; customer: object };

const selected = `select r.*, json_build_object('id', p.id, 'name', p.name, 'country', p.country) as partner,
    json_build_object('id', c.id, 'name', c.name, 'country', c.country) as customer
  from relationships r join organizations p on p.id = r.partner_id join organizations c on c.id = r.customer_id`;
const list = {
  name: 'list',
  text: `${selected} where r.partner_id = $1 order by r.customer_name_lower, r.id limit 21`,
};
const one = { name: 'one', text: `${selected} where r.id = $1` };

const shown = ({ id, status, version, partner, customer, ...row }: Row, commands: object) => ({
  id,
  status,
  version,
  isDirect: row.is_direct,
  origin: row.origin,
  customerName: row.customer_name,
  acceptedBy: row.accepted_by,
  partner,
  customer,
  tenantId: row.tenant_id,
  resellers: row.resellers,
  providers: row.providers,
  since: row.since,
  invitationId: row.invitation_id,
  commands,
});

async function listen({ url, schema, inList, inOne }: Start): Promise<number> {
  const options = { connectionString: url, options: `-c search_path=${schema}`, max: 8, pipeline: true };
  const pool = new pg.Pool(options as pg.PoolConfig);
  const app = Fastify();
  app.get<{ Params: { partner: string } }>('/list/:partner', async ({ params }) => {
    const { rows } = await pool.query<Row>({ ...list, values: [params.partner] });
    const page = rows.slice(0, 20);
    const last = page.at(-1);
    const cursor = JSON.stringify(['customerName', last?.customer_name_lower, last?.id]);
    const next = rows.length > 20 ? Buffer.from(cursor).toString('base64url') : null;
    return { items: page.map((row) => shown(row, inList)), next };
  });
  app.get<{ Params: { id: string } }>('/one/:id', async ({ params }) => {
    const { rows } = await pool.query<Row>({ ...one, values: [params.id] });
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
