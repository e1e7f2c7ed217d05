/** What a label says: the address of a device's public page, with its id as the last part; or the id alone, as it is typed. */
const ADDRESS = /\/v\/([^/?#]+)$/;
const ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The device id in a scanned or typed text; null: it is no label of ours. */
export function deviceIdOf(text: string): string | null {
  const trimmed = text.trim();
  const found = ADDRESS.exec(trimmed)?.[1];
  const id = found === undefined ? trimmed : decoded(found);
  return id !== null && ID.test(id) ? id : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
