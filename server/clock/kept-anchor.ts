import { z } from 'zod';
import type { MetaStore } from '../store/store';
import type { Anchor } from './watched-clock';

/**
 * The name in `meta` of the anchor of a doubt that has not ended: a restart alone does not make the clock believed. Empty:
 * there is no doubt.
 */
const CLOCK_ANCHOR = 'clock-anchor';

const shape = z.object({
  wall: z.number(),
  monotonic: z.number(),
  sinceBoot: z.number(),
  bootId: z.string().nullable(),
});

/** null: none is kept, or it cannot be read (then there is nothing to compare with). */
export async function keptAnchor(meta: Pick<MetaStore, 'get'>): Promise<Anchor | null> {
  const text = await meta.get(CLOCK_ANCHOR);
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** @param anchor null: the doubt is over. */
export function keepAnchor(meta: Pick<MetaStore, 'set'>, anchor: Anchor | null): Promise<void> {
  return meta.set(CLOCK_ANCHOR, anchor ? JSON.stringify(anchor) : '');
}
