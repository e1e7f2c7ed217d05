/** Account ids longer than this are shown by their beginning. */
const WHOLE = 12;
const BEGINNING = 8;

/** Who recorded something: one's own name; of other people only the beginning of the account's id is shown. */
export function actorName(actor: string, self: { id: string; name: string } | null): string {
  if (actor === self?.id) return self.name;
  return actor.length > WHOLE ? actor.slice(0, BEGINNING) : actor;
}
