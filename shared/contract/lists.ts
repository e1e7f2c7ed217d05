import { z } from 'zod';
import { components, named } from './components';
import { count } from './units';

/** The answer of a list (contract 5): a page, the counts that were asked for, and where items name `texts`, those. */
export function listAnswer(item: z.ZodType, texts = false) {
  const id = components.get(item)?.id;
  if (id === undefined) throw new Error('a list is of a named schema');
  return named(
    `${id}Page`,
    z.strictObject({
      items: z.array(item),
      /** Send it back as `after`, with the same `sort`; absent on the last page. */
      next: z.string().optional(),
      /** How many items fit; with `count=true`. */
      total: count.optional(),
      /** How many items have each value of a filter, among those that the other filters leave; with `facets=`. */
      facets: z.record(z.string(), z.record(z.string(), count)).optional(),
      /** The texts that the items refer to, by reference, an erased or a long one absent; with `texts=true`. */
      ...(texts && { papers: z.record(z.string(), z.string()).optional() }),
    }),
  );
}
