import { z } from 'zod';

/** Every named answer schema: the OpenAPI document lists them as components, and answers refer to them by name. */
export const components = z.registry<{ id: string }>();

const byName = new Map<string, z.ZodType>();

/** The schema of a name; undefined where there is none. */
export const schemaNamed = (id: string) => byName.get(id);

/** Names a schema in the OpenAPI document. A name is used once. */
export function named<S extends z.ZodType>(id: string, schema: S): S {
  if (byName.has(id)) throw new Error(`two schemas are called ${id}`);
  byName.set(id, schema);
  components.add(schema, { id });
  return schema;
}

/** A page of a list by cursor (contract 5). */
export interface Page<T> {
  items: T[];
  /** Send it back as `after`; absent on the last page. */
  next?: string;
}

/** The page of a named item: `DeviceItem` gives `DeviceItemPage`. */
export function pageOf<S extends z.ZodType>(item: S) {
  const id = components.get(item)?.id;
  if (id === undefined) throw new Error('a page is of a named schema');
  return named(`${id}Page`, z.strictObject({ items: z.array(item), next: z.string().optional() }));
}
