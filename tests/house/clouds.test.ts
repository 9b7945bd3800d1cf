// What differs between clouds is data in clouds/: nobody asks a cloud for its name to decide something.
import { basename } from 'node:path/posix';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { lineOf, nodes, parse } from './syntax.ts';
import { code, type Source } from './tree.ts';

/** The names of the clouds: those the house began with, and each further file of dated data. */
const names = new Set([
  ...['worldwide', 'usgov', 'china', 'germany'],
  ...code()
    .filter(({ path, text }) => path.startsWith('server/clouds/') && /: DatedCloud|satisfies DatedCloud/.test(text))
    .map(({ path }) => basename(path, '.ts')),
]);

const isCloud = (node: ts.Node): boolean =>
  (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) && names.has(node.text);

const equalities = [
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
];

const asks = ['includes', 'startsWith', 'endsWith', 'has', 'test', 'indexOf', 'match'];
const inSql = new RegExp(`(=|<>|!=|\\bin\\s*\\()\\s*'(${[...names].join('|')})'`, 'i');

function compares(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node))
    return equalities.includes(node.operatorToken.kind) && [node.left, node.right].some(isCloud);
  if (ts.isCaseClause(node)) return isCloud(node.expression);
  if (ts.isElementAccessExpression(node) && ts.isObjectLiteralExpression(node.expression))
    return node.expression.properties.some(({ name }) => name && isCloud(name));
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return asksByName(node);
  return (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && inSql.test(node.text);
}

function asksByName({ arguments: given, expression }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || !asks.includes(expression.name.text)) return false;
  const listed = ts.isArrayLiteralExpression(expression.expression) ? [...expression.expression.elements] : [];
  return [...given, ...listed].some(isCloud);
}

const compared = (files: Source[]): string[] =>
  files
    .filter(({ path }) => !path.startsWith('server/clouds/'))
    .flatMap((source) => nodes(parse(source)).filter(compares))
    .map((node) => `${node.getSourceFile().fileName}:${lineOf(node)} compares the name of a cloud; make it a field`);

describe('A cloud', () => {
  it('is never compared by its name', () => {
    const judged = code().filter(({ path }) => path !== 'tests/house/clouds.test.ts');
    expect(compared(judged)).toEqual([]);
  });
});

describe('The checker of clouds', () => {
  const at = (text: string, path = 'server/platform/x.ts') => [{ path, text }];
  it.each([
    "if (cloud.id === 'china') {}",
    "const hosts = 'usgov' != cloud;",
    'const isChina = cloud === china;',
    "switch (cloud.id) { case 'germany': }",
    'const term = { china: 30, worldwide: 60 }[cloud.id];',
    "if (['china', 'usgov'].includes(cloud.id)) {}",
    "if (cloud.id.startsWith('china')) {}",
    "tx.query(`select * from tenants where cloud = 'china'`);",
  ])('finds %s', (text) => expect(compared(at(`\n${text}`))).toEqual([expect.stringContaining('x.ts:2 ')]));
  it.each([
    'if (tenant.cloud !== customer.cloud) {}',
    'const all = [worldwide, china];',
    'if (cloud.features.multiPartner) {}',
  ])('lets pass: %s', (text) => expect(compared(at(text))).toEqual([]));
  it('leaves the data alone', () => expect(compared(at("x === 'china'", 'server/clouds/list.ts'))).toEqual([]));
});
