// Which declaration a name in a source file means: one of the same file, or one imported from a file of the room.
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { nodes } from '../../tests/house/syntax.ts';

export type Resolve = (name: ts.Identifier) => ts.Node | undefined;
type File = {
  own: Map<string, ts.Node>;
  named: Map<string, [path: string, name: string]>;
  spaces: Map<string, string>;
};

function declarationsIn({ statements }: ts.SourceFile): Map<string, ts.Node> {
  const found = new Map<string, ts.Node>();
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) found.set(statement.name.text, statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer && ts.isIdentifier(name)) found.set(name.text, initializer);
    }
  }
  return found;
}

function fileOf(tree: ts.SourceFile): File {
  const named: File['named'] = new Map();
  const spaces: File['spaces'] = new Map();
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
    const path = join(dirname(tree.fileName), statement.moduleSpecifier.text);
    const bindings = statement.importClause?.namedBindings;
    if (!bindings) continue;
    if (ts.isNamespaceImport(bindings)) spaces.set(bindings.name.text, path);
    else for (const one of bindings.elements) named.set(one.name.text, [path, (one.propertyName ?? one.name).text]);
  }
  return { own: declarationsIn(tree), named, spaces };
}

/** A name behind a dot or before a colon is no reference, unless the dot stands behind an imported namespace. */
const isReference = (node: ts.Identifier): boolean => {
  const { parent } = node;
  const isNamed = ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent);
  return !(isNamed && parent.name === node);
};

export function resolver(trees: readonly ts.SourceFile[]): Resolve {
  const files = new Map(trees.map((tree) => [tree.fileName, fileOf(tree)]));
  return (name) => {
    const file = files.get(name.getSourceFile().fileName);
    const { parent } = name;
    if (ts.isPropertyAccessExpression(parent) && parent.name === name && ts.isIdentifier(parent.expression)) {
      return files.get(file?.spaces.get(parent.expression.text) ?? '')?.own.get(name.text);
    }
    if (!isReference(name)) return undefined;
    const [path = '', original = ''] = file?.named.get(name.text) ?? [];
    return file?.own.get(name.text) ?? files.get(path)?.own.get(original);
  };
}

/** A node and whatever it names, at any distance. */
export function reach(start: ts.Node, resolve: Resolve): ts.Node[] {
  const seen = new Set<ts.Node>();
  const follow = (node: ts.Node): ts.Node[] => {
    if (seen.has(node)) return [];
    seen.add(node);
    const own = nodes(node);
    const further = own.flatMap((one) => (ts.isIdentifier(one) ? (resolve(one) ?? []) : []));
    return [...own, ...further.flatMap(follow)];
  };
  return follow(start);
}
