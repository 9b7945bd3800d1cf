// Source files as trees of syntax: what they import, what they export, and at which line.
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import type { Source } from './tree.ts';

export type Import = { from: string; typeOnly: boolean; line: number };
export type Named = { name: string; line: number };

const parsed = new WeakMap<Source, ts.SourceFile>();

/** Each file is parsed once, however many checkers look at it. */
export function parse(source: Source): ts.SourceFile {
  const { path, text } = source;
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : undefined;
  const tree = parsed.get(source) ?? ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  parsed.set(source, tree);
  return tree;
}

export const lineOf = (node: ts.Node): number =>
  node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;

/** Every node of the tree, parents before children. */
export function nodes(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [node];
  ts.forEachChild(node, (child) => {
    for (const below of nodes(child)) found.push(below);
  });
  return found;
}

/** Imports of every form; a path of ours as seen from the root, a package by its name. */
export function imports(source: Source): Import[] {
  return nodes(parse(source)).flatMap((node) => {
    const named = importedBy(node);
    if (!named) return [];
    const from = named.text.startsWith('.') ? join(dirname(source.path), named.text) : named.text;
    return [{ from, typeOnly: isTypeOnly(node), line: lineOf(node) }];
  });
}

function importedBy(node: ts.Node): ts.StringLiteralLike | undefined {
  let named: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) named = node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) named = node.argument.literal;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) named = node.arguments[0];
  return named && ts.isStringLiteralLike(named) ? named : undefined;
}

const isTypeOnly = (node: ts.Node): boolean =>
  ts.isImportTypeNode(node) ||
  (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
  (ts.isExportDeclaration(node) && node.isTypeOnly);

const has = (node: ts.Node, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);

export const isDefaultExport = (node: ts.Node): boolean =>
  (ts.isExportAssignment(node) && !node.isExportEquals) ||
  has(node, ts.SyntaxKind.DefaultKeyword) ||
  (ts.isExportSpecifier(node) && node.name.text === 'default');

/** The names that other files can import from this one. */
export function exported(source: Source): Named[] {
  return parse(source).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
      return statement.exportClause.elements.map((one) => ({ name: one.name.text, line: lineOf(one) }));
    if (!has(statement, ts.SyntaxKind.ExportKeyword)) return [];
    return namesIn(statement).map((name) => ({ name: name.text, line: lineOf(name) }));
  });
}

function namesIn(statement: ts.Node): ts.Identifier[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  if (ts.isIdentifier(statement)) return [statement];
  if (ts.isObjectBindingPattern(statement) || ts.isArrayBindingPattern(statement))
    return statement.elements.flatMap((one) => (ts.isBindingElement(one) ? namesIn(one.name) : []));
  const name = (statement as ts.DeclarationStatement).name;
  return name && ts.isIdentifier(name) ? [name] : [];
}
