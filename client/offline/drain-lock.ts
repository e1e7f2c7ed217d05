import { withDatabase } from './database';

const NAME = 'kaodian.drain';
/** A tab that drains says so at least this often; one that has not is asleep, and another takes over. */
const ASLEEP_MS = 30_000;

/** Tells the other tabs that this one is at work. */
export async function tellAlive(now: number): Promise<void> {
  await withDatabase((database) => database.put('meta', now, 'drain'));
}

async function isAsleep(now: number): Promise<boolean> {
  const last = await withDatabase((database) => database.get('meta', 'drain'));
  // A sign that lies ahead was made before the clock was set back: it is no sign of life either.
  return typeof last !== 'number' || Math.abs(now - last) > ASLEEP_MS;
}

let running = false;

/**
 * Runs one drain at a time, across tabs where the browser has locks. A tab that holds the lock and sleeps loses it; without
 * locks two tabs may drain at once, and the server takes each entry once all the same (phone.md, rule 2).
 * @param now the phone's clock, ms
 * @returns null when another one drains, or has taken over.
 */
export async function alone<T>(work: () => Promise<T>, now: () => number): Promise<T | null> {
  if (running) return null;
  running = true;
  try {
    // Missing outside a secure context, in spite of its type.
    const locks = (navigator as Partial<Navigator>).locks;
    if (!locks) return await work();
    const held = async (lock: Lock | null) => {
      if (!lock) return null;
      await tellAlive(now());
      return { result: await work() };
    };
    let done = await locks.request(NAME, { ifAvailable: true }, held);
    if (!done && (await isAsleep(now()))) done = await locks.request(NAME, { steal: true }, held);
    return done && done.result;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  } finally {
    running = false;
  }
}
