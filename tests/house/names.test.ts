// Names say what things are: no drawers for odds and ends, no empty words, no barrels, a sentence atop every file.
import { basename } from 'node:path/posix';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { exported, isDefaultExport, lineOf, nodes, parse } from './syntax.ts';
import { code, paths, type Source, sources } from './tree.ts';

const drawers = ['utils', 'helpers', 'common', 'shared', 'types', 'lib', 'services', 'core'];
/** Words that end a name without saying anything, as in `RelationshipService`; the singular forbids the plural. */
const emptyEndings = ['manager', 'service', 'handler', 'helper', 'util', 'data', 'info', 'dto', 'entity'];
/** Terms of GLOSSARY.md that happen to end so. */
const terms = ['sharedServices'];
const abbreviations = (
  'addr amt arr btn cb cfg cnt conf ctx cust err evt fn idx impl mgr msg num obj org param params pwd qty ' +
  'repo req res resp str sub subs svc tmp usr val'
).split(' ');
const mayExportDefault = /^(portal\/pages\/|[^/]+\.config\.ts$)/;

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase());

function emptyWord(name: string): string | undefined {
  const words = wordsOf(name);
  const last = words.at(-1)?.replace(/ies$/, 'y').replace(/s$/, '') ?? '';
  if (!terms.includes(name) && emptyEndings.includes(last)) return `ends in "${last}", which says nothing`;
  const short = words.find((word) => abbreviations.includes(word));
  return short && `abbreviates: "${short}"; write the word`;
}

const inDrawers = (all: string[]): string[] =>
  all.flatMap((path) => {
    const drawer = path
      .split('/')
      .slice(0, -1)
      .find((folder) => drawers.includes(folder));
    return drawer ? [`${path}:1 lies in a folder "${drawer}"; put it into the room it belongs to`] : [];
  });

const emptyNames = (files: Source[]): string[] =>
  files.flatMap((source) => {
    const stem = basename(source.path).replace(/(\.test)?\.tsx?$/, '');
    return [{ name: stem, line: 1 }, ...exported(source)].flatMap(({ name, line }) => {
      const why = emptyWord(name);
      return why ? [`${source.path}:${line} the name "${name}" ${why}`] : [];
    });
  });

const defaultExports = (files: Source[]): string[] =>
  files
    .filter(({ path }) => !mayExportDefault.test(path))
    .flatMap((source) =>
      parse(source)
        .statements.flatMap((one) => [one, ...exportedBy(one)])
        .filter(isDefaultExport),
    )
    .map((node) => `${node.getSourceFile().fileName}:${lineOf(node)} is a default export; export it by its name`);

const exportedBy = (statement: ts.Node): ts.Node[] =>
  ts.isExportDeclaration(statement) ? nodes(statement).filter(ts.isExportSpecifier) : [];

const isPassedOn = (one: ts.Statement) => ts.isExportDeclaration(one) && one.moduleSpecifier !== undefined;

/** A list may be called `index.ts`; a file that only passes on what others export may not exist. */
const barrels = (files: Source[]): string[] =>
  files.flatMap((source) => {
    const { statements } = parse(source);
    const star = statements.find((one) => isPassedOn(one) && !(one as ts.ExportDeclaration).exportClause);
    const isBarrel =
      statements.some(isPassedOn) && statements.every((one) => isPassedOn(one) || ts.isImportDeclaration(one));
    const line = star ? lineOf(star) : 1;
    return star || isBarrel ? [`${source.path}:${line} is a barrel; import from the file that has the thing`] : [];
  });

const opening = { '//': /^\/\/ (.*)$/, '--': /^-- (.*)$/, '/*': /^\/\* (.*?)( \*\/)?$/ };
const markOf = (path: string) => (path.endsWith('.sql') ? '--' : path.endsWith('.css') ? '/*' : '//');

/** The sentence may run over several lines, but it begins in the first; a shebang may stand before it. */
function opensWithoutSentence({ path, text }: Source): boolean {
  const mark = opening[markOf(path)];
  const lines = text.split('\n').filter((line, at) => at > 0 || !line.startsWith('#!'));
  const end = lines.findIndex((line) => !mark.test(line));
  const sentence = lines.slice(0, end < 0 ? lines.length : end).map((line) => mark.exec(line)?.[1] ?? '');
  return !/^[\p{Lu}\d`"].*[.!?:]$/su.test(sentence.join(' ').trim());
}

const withoutSentence = (files: Source[]): string[] =>
  files
    .filter(opensWithoutSentence)
    .map(({ path }) => `${path}:1 does not open with a comment: one sentence that says what the file is for`);

describe('Names', () => {
  const tree = code();
  it('of folders are those of rooms', () => expect(inDrawers(paths())).toEqual([]));
  it('of exported things say something', () => expect(emptyNames(tree)).toEqual([]));
  it('are the way things are imported', () => expect(defaultExports(tree)).toEqual([]));
  it('lead to the file that has the thing', () => expect(barrels(tree)).toEqual([]));
  it('are followed by a sentence atop every file', () =>
    expect(withoutSentence(sources(/\.(tsx?|mjs|css|sql)$/))).toEqual([]));
});

describe('The checker of names', () => {
  const at = (text: string, path = 'server/platform/x.ts') => [{ path, text }];
  it('finds a drawer', () => expect(inDrawers(['server/shared/x.ts'])[0]).toContain('server/shared/x.ts:1'));
  it.each([
    ['\nexport class OrderManager {}', 'x.ts:2'],
    ['export const { a, userInfo } = x;', '"userInfo"'],
    ['export type OrderDtos = 1;', 'dto'],
    ['const reqId = 1;\nexport { reqId };', 'x.ts:2'],
    ['export function find(ctx: string) {} export interface UserData {}', '"UserData"'],
  ])('finds an empty name in %j', (text, found) => expect(emptyNames(at(text))[0]).toContain(found));
  it('finds an empty file name', () =>
    expect(emptyNames(at('', 'cli/string-utils.ts'))[0]).toContain('cli/string-utils'));
  it('lets words of the glossary and ordinary names pass', () =>
    expect(emptyNames(at('export const sharedServices = 1, response = 2, serviceRequest = 3;'))).toEqual([]));
  it.each(['export default 1;', 'export default function x() {}', 'export { x as default };'])(
    'finds a default export in %j',
    (text) => expect(defaultExports(at(`\n${text}`))[0]).toContain('x.ts:2'),
  );
  it('lets a page of the portal be one', () =>
    expect(defaultExports(at('export default 1', 'portal/pages/x.tsx'))).toEqual([]));
  it.each(["export * from './a.ts';", "import './b.ts';\nexport { a } from './a.ts';"])(
    'finds a barrel in %j',
    (text) => expect(barrels(at(text))).toHaveLength(1),
  );
  it('lets a list be', () => expect(barrels(at("import { a } from './a.ts';\nexport const all = [a];"))).toEqual([]));
  it.each(['import x', '// lower case.', '// No full stop', '\n// Late.', '//Tight.', '// @ts-check'])(
    'misses the sentence in %j',
    (text) => expect(withoutSentence(at(text))).toHaveLength(1),
  );
  it.each([
    ['// Says what it is for.\nimport x', 'x.ts'],
    ['#!/usr/bin/env node\n// Starts\n// everything.', 'x.mjs'],
    ['-- Makes the tables.\ncreate', 'x.sql'],
    ['/* Paints the page. */', 'x.css'],
  ])('reads the sentence in %j', (text, path) => expect(withoutSentence(at(text, path))).toEqual([]));
});
