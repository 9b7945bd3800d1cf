// Imports go toward the ground, as the table says; ARCHITECTURE.md quotes the same table.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { rooms } from '../../server/rooms.ts';
import { capabilities, otherTests, platformFolders, type Row, rows, ruleTests, wiring } from './arrow-table.ts';
import { type Import, imports, lineOf, nodes, parse } from './syntax.ts';
import { code, paths, read, type Source } from './tree.ts';

const rowOf = (path: string): Row | undefined =>
  [ruleTests, otherTests, wiring, ...rows].find((row) => row.files.test(path));

/** The room a file belongs to: inside it, files may import each other. */
const roomOf = (path: string): string =>
  path.match(/^server\/(?:capabilities|dialects|platform)\/[^/]+|^server\/[^/]+|^cli\/[^/]+|^[^/]+/)?.[0] ?? path;

/** A target as the table names it: `own/…` in the same room, `lower/…` in a capability nearer to the ground. */
function seenFrom(path: string, target: string): string[] {
  const [own, other] = [roomOf(path), roomOf(target)];
  const isLower = [capabilities, platformFolders].some((order) => {
    const [place, otherPlace] = [own, other].map((room) => order.indexOf(room.replace(/^server\/\w+\//, '')));
    return otherPlace! >= 0 && otherPlace! < place!;
  });
  const name = own.replace('server/capabilities/', '');
  const isOwnContract = target === `contract/${name}.ts` || target.startsWith(`contract/${name}/`);
  const isCredentials =
    ['organizations', 'members', 'signups'].includes(name) && target === 'server/identity/credentials.ts';
  const names = [target];
  if (own === other) names.push(target.replace(own, 'own'));
  if (isLower) names.push(target.replace(other, 'lower'));
  if (isOwnContract || isCredentials) names.push(`own/${target}`);
  return names;
}

const isOurs = (target: string) => /^(contract|server|messages|portal|cli|tests|bench|run)\//.test(target);
function allows(row: Row, path: string, { from, typeOnly }: Import): boolean {
  if (!isOurs(from)) return from.startsWith('.') || !row.packages || row.packages.test(from);
  if (!row.alone && roomOf(path) === roomOf(from)) return true;
  const named = seenFrom(path, from);
  const patterns = typeOnly ? [...row.values, ...(row.types ?? [])] : row.values;
  return patterns.some((pattern) => named.some((name) => pattern.test(name)));
}

function forbidden(files: Source[]): string[] {
  return files.flatMap((source) => {
    const row = rowOf(source.path);
    if (!row) return [`${source.path}:1 stands in a room that the table of ARCHITECTURE.md does not know`];
    return imports(source)
      .filter((one) => !allows(row, source.path, one))
      .map((one) => `${source.path}:${one.line} imports ${one.from}, but ${row.room} may import only: ${row.may}`);
  });
}

const clockOrChance =
  /^(new Date(\(\))?$|(Date\.now|Math\.random|performance\.now|newId|v7|crypto\.\w+|Temporal\.Now\.\w+)\()/;
/** Rules and states take time and chance as given; `new Date(value)` only reads a value and is fine. */
function impure(files: Source[]): string[] {
  return files
    .filter(({ path }) => /(capabilities|identity)\/([\w-]+\/)+(rules|state)(\.ts|\/)/.test(path))
    .flatMap((source) =>
      nodes(parse(source))
        .filter((node) => ts.isCallExpression(node) || ts.isNewExpression(node))
        .filter((node) => clockOrChance.test(node.getText()))
        .map((node) => `${source.path}:${lineOf(node)} asks the clock or chance; take it from \`given\``),
    );
}

/** Follows imports, those of types as well; the first way that leads back to where it began. */
function circle(files: Source[]): string[] {
  const known = new Map(files.map((file) => [file.path, imports(file)]));
  const done = new Set<string>();
  const follow = (path: string, way: string[]): string[] => {
    if (way.includes(path)) return [[...way.slice(way.indexOf(path)), path].join(' → ')];
    if (done.has(path)) return [];
    const found = (known.get(path) ?? []).flatMap(({ from }) => follow(from, [...way, path]));
    done.add(path);
    return found;
  };
  return [...known.keys()].flatMap((path) => follow(path, []));
}

const filesMax = 20;
/** A folder that holds more than one looks over is two folders. */
function crowded(all: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of all) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (/^server\/platform(\/|$)/.test(folder)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > filesMax).map(([folder, count]) => `${folder} holds ${count} files`);
}

const quoted = (page: string): string[][] => {
  const [, below = ''] = page.split('| room | may import |\n|---|---|\n');
  const [table = ''] = below.split('\n\n');
  return table.split('\n').map((line) => line.slice(2, -2).split(' | '));
};

const file = (path: string, text: string): Source => ({ path: `server/${path}`, text });

describe('Arrows', () => {
  const tree = code();
  it('go where the table allows', () => expect(forbidden(tree)).toEqual([]));
  it('never lead back to where they began', () => expect(circle(tree)).toEqual([]));
  it('meet in no crowded folder of the platform', () => expect(crowded(paths())).toEqual([]));
  it('bring neither clock nor chance into rules', () => expect(impure(tree)).toEqual([]));
  it('are the table that ARCHITECTURE.md quotes', () =>
    expect(quoted(read('ARCHITECTURE.md').text)).toEqual(rows.map(({ room, may }) => [room, may])));
  it('have the order of ARCHITECTURE.md where the rooms are wired', () => {
    const wired = rooms.map(({ name }) => name).filter((name) => name !== 'identity');
    expect(wired).toEqual(capabilities.filter((name) => wired.includes(name)));
  });
  it('know every capability, ground first', () => {
    const folders = paths().map((path) => path.match(/^server\/capabilities\/([^/]+)\//)?.[1] ?? capabilities[0]);
    expect([...new Set(folders)].filter((folder) => !capabilities.includes(folder ?? ''))).toEqual([]);
  });
});

describe('The checker of arrows', () => {
  const bad: [string, string, string][] = [
    ['kernel/term.ts', "import { x } from '../platform/wire/server.ts'", 'nothing'],
    ['kernel/id.ts', "import { randomUUID } from 'node:crypto'", 'nothing'],
    ['access/may.ts', "import { cloudAt } from '../clouds/cloud.ts'", 'types'],
    ['platform/wire/http.ts', "import { x } from '../../capabilities/orders/state.ts'", '`contract/{operation'],
    ['platform/wire/http.ts', "import { x } from '../../../contract/orders.ts'", '`contract/{operation'],
    ['platform/database/engine.ts', "import type { World } from '../world/world.ts'", 'folders named before'],
    ['platform/clock.ts', '', 'does not know'],
    ['identity/credentials.ts', "import { x } from './session.ts'", '`platform`, `kernel`'],
    ['capabilities/orders/state.ts', "import { x } from './rules.ts'", 'lower capabilities'],
    ['capabilities/orders/rules.ts', "import { x } from './store.ts'", '**Never**'],
    ['capabilities/orders/rules.ts', "import x from '../../../messages/en/orders.json'", '**Never**'],
    ['capabilities/orders/rules.ts', "import { x } from '../catalog/store.ts'", '**Never**'],
    ['capabilities/orders/rules.test.ts', "import { x } from '../../platform/door/perform.ts'", 'what rules may'],
    ['capabilities/catalog/routes.ts', "export { x } from '../orders/state.ts'", 'lower capabilities'],
    ['capabilities/catalog/routes.ts', "import { x } from '../../../contract/orders.ts'", 'own `contract/X`'],
    ['capabilities/catalog/store.ts', "import { x } from '../../identity/credentials.ts'", 'organizations'],
    ['dialects/graph/users.ts', "const x = await import('../partner-center/users.ts')", 'never each other'],
    ['dialects/graph/users.ts', "import { x } from '../../capabilities/licences/store.ts'", 'never a store'],
    ['workbench/world.ts', "import { x } from '../capabilities/orders/store.ts'", 'through the door'],
    ['library/tools.ts', '', 'does not know'],
  ];
  it.each(bad)('refuses in %s: %s', (path, text, reason) => {
    const found = forbidden([file(path, text)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`server/${path}:1 `);
    expect(found[0]).toContain(reason);
  });
  it.each([
    ['access/may.ts', "import type { Cloud } from '../clouds/cloud.ts'"],
    ['capabilities/orders/rules.ts', "import { x } from './state.ts'; import { y } from '../catalog/state.ts'"],
    ['capabilities/orders/routes.ts', "import { x } from '../../../contract/orders.ts'; import 'pg'"],
    ['capabilities/organizations/routes.ts', "import { x } from '../../identity/credentials.ts'"],
    ['capabilities/orders/rules.test.ts', "import { x } from '../../clouds/china.ts'; import 'vitest'"],
    ['dialects/graph/users.ts', "import { x } from './words.ts'"],
    ['identity/sessions.ts', "import { x } from './credentials.ts'"],
  ])('allows in %s: %s', (path, text) => expect(forbidden([file(path, text)])).toEqual([]));
  it('finds a crowded folder of the platform', () => {
    const files = Array.from({ length: 21 }, (_, i) => `server/platform/door/${i}.ts`);
    expect(crowded(files)).toEqual(['server/platform/door holds 21 files']);
    expect(crowded(files.slice(1))).toEqual([]);
  });
  it('finds a circle of types', () => {
    const [a, b] = [file('kernel/a.ts', "import type { B } from './b.ts'"), file('kernel/b.ts', "import './a.ts'")];
    expect(circle([a, b])).toEqual(['server/kernel/a.ts → server/kernel/b.ts → server/kernel/a.ts']);
  });
  it('finds a circle', () => {
    const [a, b] = [file('kernel/a.ts', "import './b.ts'"), file('kernel/b.ts', "import './a.ts'")];
    expect(circle([a, b])).toEqual(['server/kernel/a.ts → server/kernel/b.ts → server/kernel/a.ts']);
  });
  it.each(['Date.now()', 'new Date()', 'Math.random()', 'crypto.randomUUID()', "newId('rel')"])(
    'finds %s in a rule',
    (text) =>
      expect(impure([file('capabilities/orders/rules.ts', `\nconst now = ${text};`)])[0]).toContain('rules.ts:2'),
  );
});
