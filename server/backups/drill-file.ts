import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** In the data folder: how the last restore drill went. The server is not asked to write it, since it may not run. */
export const DRILL_FILE = 'drill.json';

const shape = z.object({
  at: z.iso.datetime(),
  file: z.string(),
  seq: z.int(),
  figures: z.int(),
  differs: z.array(z.string()),
});
export type DrillResult = z.infer<typeof shape>;

/** null: no drill was run on this folder, or its file was not written by this version. */
export function readDrill(folder: string): DrillResult | null {
  try {
    return shape.parse(JSON.parse(readFileSync(join(folder, DRILL_FILE), 'utf8')));
  } catch {
    return null;
  }
}
