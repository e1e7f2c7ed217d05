/** Every page's HTML begins with it. */
const PRELOAD = 'vite/modulepreload-polyfill';

interface Context {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

/** Everything that a module imports, and what its imports do, itself too. @param lazily what is loaded later counts too. */
function reachOf(start: string, context: Context, lazily: boolean): Set<string> {
  const found = new Set([start]);
  for (const id of found) {
    const info = context.getModuleInfo(id);
    for (const next of info?.importedIds ?? []) found.add(next);
    if (lazily) for (const next of info?.dynamicallyImportedIds ?? []) found.add(next);
  }
  return found;
}

/**
 * Names the chunk of a module: what the phone loads at once, and the desk uses too, is one file. Split by who uses what, it
 * was fourteen: on a slow network a browser asks for six at a time, and waits for the answer before it asks for more.
 */
export function sharedChunk(phone: string, desk: string): (id: string, context: Context) => string | null {
  let shared: Set<string> | null = null;
  return (id, context) => {
    if (!shared) {
      const used = reachOf(desk, context, true);
      shared = new Set([...reachOf(phone, context, false)].filter((one) => used.has(one)));
    }
    return shared.has(id) || id.includes(PRELOAD) ? 'shared' : null;
  };
}
