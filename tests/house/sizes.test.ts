// Rooms stay small: what does not fit on a screen is not read, and what is not read goes wrong.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { lineOf, nodes, parse } from './syntax.ts';
import { type Source, sources } from './tree.ts';

const fileLinesMax = 300;
const functionLinesMax = 40;
const parametersMax = 3;
const lineLengthMax = 120;

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

const longFiles = (files: Source[]): string[] =>
  files.flatMap(({ path, text }) => {
    const count = linesOf(text).length;
    return count > fileLinesMax ? [`${path}:${fileLinesMax} the file has ${count} lines, at most ${fileLinesMax}`] : [];
  });

const longLines = (files: Source[]): string[] =>
  files.flatMap(({ path, text }) =>
    linesOf(text).flatMap((line, at) =>
      line.length > lineLengthMax ? [`${path}:${at + 1} has ${line.length} characters, at most ${lineLengthMax}`] : [],
    ),
  );

/** A function that holds sentences only groups them, as a file does; the sentences in it are counted one by one. */
const isGroup = (node: ts.Node): boolean =>
  nodes(node).some((below) => ts.isCallExpression(below) && /^(it|test|describe)\b/.test(below.expression.getText()));

const functionsOf = (source: Source): ts.SignatureDeclaration[] => nodes(parse(source)).filter(ts.isFunctionLike);

const nameOf = (node: ts.SignatureDeclaration): string => {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named ? `\`${named.getText()}\`` : 'a function';
};

const placeOf = (node: ts.SignatureDeclaration) => `${node.getSourceFile().fileName}:${lineOf(node)} ${nameOf(node)}`;

const longFunctions = (files: Source[]): string[] =>
  files.flatMap(functionsOf).flatMap((node) => {
    const count = linesOf(node.getText()).length;
    const isTooLong = count > functionLinesMax && !isGroup(node);
    return isTooLong ? [`${placeOf(node)} has ${count} lines, at most ${functionLinesMax}`] : [];
  });

const wideFunctions = (files: Source[]): string[] =>
  files.flatMap(functionsOf).flatMap((node) => {
    const count = node.parameters.filter(({ name }) => name.getText() !== 'this').length;
    const place = `${node.getSourceFile().fileName}:${lineOf(node)}`;
    return count > parametersMax
      ? [`${place} ${nameOf(node)} takes ${count} parameters, at most ${parametersMax}`]
      : [];
  });

/** The value below which this share of the sorted sizes lies. */
const quantile = (sizes: number[], share: number): number =>
  [...sizes].sort((one, other) => one - other)[Math.max(0, Math.ceil(sizes.length * share) - 1)] ?? 0;

describe('Sizes', () => {
  const written = sources(/\.(tsx?|mjs|css)$/);
  const tree = written.filter(({ path }) => !path.endsWith('.css'));
  it('of files', () => expect(longFiles(written)).toEqual([]));
  it('of lines', () => expect(longLines(written)).toEqual([]));
  it('of functions', () => expect(longFunctions(tree)).toEqual([]));
  it('of what functions take', () => expect(wideFunctions(tree)).toEqual([]));
  it('stay near the aim: median 60, p95 200', () => {
    const sizes = tree.map(({ text }) => linesOf(text).length);
    console.info(`${sizes.length} files, median ${quantile(sizes, 0.5)} lines, p95 ${quantile(sizes, 0.95)}`);
    expect(quantile(sizes, 0.95)).toBeLessThanOrEqual(fileLinesMax);
  });
});

describe('The checker of sizes', () => {
  const at = (text: string) => [{ path: 'x.tsx', text }];
  const lines = (count: number) => '\n'.repeat(count);
  it('finds a long file', () => {
    expect(longFiles(at(lines(301)))[0]).toContain('x.tsx:300');
    expect(longFiles(at(lines(300)))).toEqual([]);
  });
  it('finds a long line', () => {
    expect(longLines(at(`\n${'x'.repeat(121)}`))[0]).toContain('x.tsx:2 has 121');
    expect(longLines(at('x'.repeat(120)))).toEqual([]);
  });
  it.each(['function a() {', 'const a = () => {', 'class B { a() {', 'const b = { a: function a() {'])(
    'finds a long function in %j',
    (text) => expect(longFunctions(at(`\n${text}${lines(40)}}}`))[0]).toContain('x.tsx:2 '),
  );
  it('lets a function of 40 lines be', () => expect(longFunctions(at(`function a() {${lines(39)}}`))).toEqual([]));
  it('counts the tests in a group, not the group', () => {
    expect(longFunctions(at(`forEachEngine(() => { it('b', () => 1); ${lines(99)}});`))).toEqual([]);
    expect(longFunctions(at(`describe('a', () => { it('b', () => {${lines(40)}}) });`))).toHaveLength(1);
  });
  it('finds a fourth parameter', () => {
    expect(wideFunctions(at('\nconst a = (b, c, d, e) => b;'))[0]).toContain('x.tsx:2 `a` takes 4');
    expect(wideFunctions(at('function a(this: X, b, c, d) {}'))).toEqual([]);
  });
  it('reckons median and p95', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect([quantile(hundred, 0.5), quantile(hundred, 0.95), quantile([], 0.5)]).toEqual([50, 95, 0]);
  });
});
