import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS, isRecordable } from '../../shared/model/kinds';

/** The pages, and the public one of a survey, which the server draws. */
const PAGES = ['client', 'server/surveys'];

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The scripts of a file: all of a .ts, the `script` blocks of a .vue. */
function scriptOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.vue')) return text;
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
}

const propertyOf = (object: ts.ObjectLiteralExpression, name: string) =>
  object.properties.find((one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === name);

/** The kinds of the drafts in a script: object literals that have a `kind` in quotes and a `body`. */
function kindsDraftedIn(script: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const kind = propertyOf(node, 'kind');
      if (kind && ts.isPropertyAssignment(kind) && ts.isStringLiteral(kind.initializer) && propertyOf(node, 'body')) {
        found.push(kind.initializer.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.ts', script, ts.ScriptTarget.Latest));
  return found;
}

/** The kinds that a template gives to a form that drafts several: `kind="room.accepted"`. */
const kindsGivenIn = (file: string): string[] =>
  file.endsWith('.vue')
    ? [...readFileSync(file, 'utf8').matchAll(/\bkind="(\w+\.\w+)"/g)].map((match) => match[1]!)
    : [];

describe('every kind that a person may record', () => {
  const drafted = new Set(
    PAGES.flatMap(sourcesOf).flatMap((file) => [...kindsDraftedIn(scriptOf(file)), ...kindsGivenIn(file)]),
  );

  it('is written from some page', () => {
    expect(ALL_KINDS.filter((kind) => isRecordable(kind) && !drafted.has(kind))).toEqual([]);
  });

  it('nothing else is drafted: what only the server writes is in no page', () => {
    const recordable = new Set<string>(ALL_KINDS.filter(isRecordable));
    expect([...drafted].filter((kind) => !recordable.has(kind))).toEqual([]);
  });
});
