/** What photos leave free for entries, bytes: a thousand and more of them. */
const RESERVE = 1_000_000;

/**
 * Whether photos fit into the phone's storage and leave room for entries. True where the browser does not tell (outside a
 * secure context), or tells more than there is: a storage that is full refuses them then.
 */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  // Missing outside a secure context, in spite of its type.
  const storage = (navigator as { storage?: Partial<StorageManager> }).storage;
  const { quota, usage } = (await storage?.estimate?.().catch(() => null)) ?? {};
  return quota === undefined || usage === undefined || quota - usage >= bytes + RESERVE;
}

let asked = false;

/** Asks the browser once not to clear this storage when the device runs low. It may refuse: nothing depends on it. */
export function askToPersist(): void {
  if (asked) return;
  asked = true;
  const storage = (navigator as { storage?: Partial<StorageManager> }).storage;
  storage?.persist?.().catch(() => undefined);
}
