// Every table belongs to one room: SQL elsewhere names it only where the room says why in its `joins`.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { rooms } from '../../server/rooms.ts';
import { nodes, parse } from './syntax.ts';
import { code, isTest, type Source, sources } from './tree.ts';

type Owner = { name: string; tables?: readonly string[]; joins?: Readonly<Record<string, string>> };

/** What is no room's: the log and its proofs, work, mails on their way, and what one process tells another. */
const platform: Owner = {
  name: 'platform',
  tables: [
    ...['installation', 'idempotency_keys', 'events', 'chain_heads', 'chain_links', 'signed_heads', 'receipt_keys'],
    ...['jobs', 'operator_looks', 'event_parts'],
  ],
};
const workbench: Owner = {
  name: 'workbench',
  joins: {
    installation: 'what a demo keeps beside its world: its clock, its names, whether it is built',
    organizations: 'the page of a demo tells of its cast what no operation shows to a stranger',
    enrolments: 'the same page',
    members: 'the same page',
    users: 'the same page',
    tenants: 'the same page',
    api_clients: 'the same page',
  },
};
const owners: readonly Owner[] = [platform, workbench, ...rooms];

const made = /create (?:unlogged )?table (?:if not exists )?(?!if\b)([a-z_]+)/gi;
const tables = (): string[] => {
  const found = sources(/^migrations\/.*\.sql$/).flatMap(({ text }) =>
    [...text.matchAll(made)].map(([, name]) => name!),
  );
  return [...new Set(found)].filter((name) => !name.endsWith('_history'));
};

const roomOf = (path: string): string =>
  path.match(/^server\/capabilities\/([^/]+)\//)?.[1] ??
  path.match(/^server\/(identity|platform|workbench)\//)?.[1] ??
  '';

const isText = (node: ts.Node): node is ts.TemplateLiteral | ts.StringLiteral =>
  ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isStringLiteral(node);
/** Whatever its tag is: what begins like a statement is one, and so is a piece of one. */
const isSql = (node: ts.Node): node is ts.TemplateLiteral | ts.StringLiteral =>
  isText(node) &&
  ((ts.isTaggedTemplateExpression(node.parent) && node.parent.tag.getText() === 'sql') ||
    /^.\s*(select|insert|update|delete|with|create|truncate|analyze)\s/.test(node.getText()));
/** The words of SQL, and names of tables that a list gives to `raw`. */
const wordsOf = (source: Source): Set<string> => {
  const all = nodes(parse(source));
  const texts = all.filter(isSql).map((node) => node.getText().replace(/\$\{[^}]*\}/g, ' '));
  const named = texts.flatMap((text) =>
    [...text.matchAll(/\b(?:from|join|into|update|table)\s+(?:only\s+)?([a-z_]+)\b/gi)].map(([, name]) => name!),
  );
  const listed = /\braw\b/.test(source.text) ? all.filter(ts.isStringLiteral).map(({ text }) => text) : [];
  return new Set([...named, ...listed].map((name) => name.replace(/_history$/, '')));
};

function foreign(files: readonly Source[], of: readonly Owner[]): string[] {
  const ownerOf = new Map(of.flatMap(({ name, tables = [] }) => tables.map((table) => [table, name] as const)));
  return files.flatMap((source) => {
    const room = roomOf(source.path);
    const joins = of.find(({ name }) => name === room)?.joins ?? {};
    return [...wordsOf(source)]
      .filter((table) => ownerOf.has(table) && ownerOf.get(table) !== room && !(table in joins))
      .map((table) => `${source.path} reads ${table}, which belongs to ${ownerOf.get(table)}`);
  });
}

describe('Tables', () => {
  it('belong to one room each', () => {
    const owned = owners.flatMap(({ tables = [] }) => tables);
    expect(owned.toSorted()).toEqual(tables().toSorted());
  });
  it('are named by the SQL of other rooms only where they say why', () => {
    const files = code().filter(({ path }) => path.startsWith('server/') && !isTest(path) && roomOf(path));
    expect(foreign(files, owners)).toEqual([]);
  });
  it('that a room joins are really joined by it, and are not its own', () => {
    const words = new Map<string, Set<string>>();
    for (const source of code().filter(({ path }) => !isTest(path))) {
      const room = roomOf(source.path);
      words.set(room, new Set([...(words.get(room) ?? []), ...wordsOf(source)]));
    }
    const idle = owners.flatMap(({ name, joins = {}, tables = [] }) =>
      Object.keys(joins)
        .filter((table) => !words.get(name)?.has(table) || tables.includes(table))
        .map((table) => `${name} says that it joins ${table}`),
    );
    expect(idle).toEqual([]);
  });
});

describe('The checker of tables', () => {
  const of = [
    { name: 'orders', tables: ['carts'] },
    { name: 'notices', tables: ['mails'] },
  ];
  const file = (text: string): Source => ({ path: 'server/capabilities/notices/store.ts', text });
  const found = ['server/capabilities/notices/store.ts reads carts, which belongs to orders'];
  it.each([
    'tx.query(sql`select * from carts`)',
    'tx.write(sql`update carts_history set x = 1`)',
    'tx.write(script(`with one as (select 1) update carts set x = 1`))',
    'tx.query(sql`select 1 from mails m join carts c on true`)',
    "import { raw } from 'sql-template-tag'; for (const table of ['carts']) update(raw(table))",
  ])('finds %s', (text) => expect(foreign([file(text)], of)).toEqual(found));
  it('lets a room read its own, and what it says it joins', () => {
    expect(foreign([file('sql`select * from mails`')], of)).toEqual([]);
    const joining = [of[0]!, { ...of[1]!, joins: { carts: 'a list' } }];
    expect(foreign([file('sql`select * from carts`')], joining)).toEqual([]);
  });
  it('reads the migrations', () => expect(tables()).toContain('organizations'));
});
