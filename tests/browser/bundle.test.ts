import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the pages carry no schema library: they have its types only', () => {
  const scripts = readdirSync('dist/client/assets').filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  // `_zod` is a property of every schema, and property names outlive minification.
  const withSchemas = scripts.filter((name) => readFileSync(`dist/client/assets/${name}`, 'utf8').includes('_zod'));
  expect(withSchemas).toEqual([]);
});
