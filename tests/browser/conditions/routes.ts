import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

interface Route {
  name: string;
  path: string;
}

/** The text of a property that is a string in quotes. */
function textOf(object: ts.ObjectLiteralExpression, name: string): string | undefined {
  for (const one of object.properties) {
    if (!ts.isPropertyAssignment(one) || !ts.isIdentifier(one.name) || one.name.text !== name) continue;
    if (ts.isStringLiteral(one.initializer)) return one.initializer.text;
  }
  return undefined;
}

/** The named routes of a source file: object literals with a `path` and a `name`. */
function routesIn(file: string): Route[] {
  const found: Route[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const [name, path] = [textOf(node, 'name'), textOf(node, 'path')];
      if (name !== undefined && path !== undefined)
        found.push({ name, path: path.startsWith('/') ? path : `/${path}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

/** Every named route of the desk, read from the sources: a page that is added is walked as well. */
export const ALL_ROUTES: readonly Route[] = [
  'client/router.ts',
  ...readdirSync('client/routes')
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('client/routes', name)),
].flatMap(routesIn);
