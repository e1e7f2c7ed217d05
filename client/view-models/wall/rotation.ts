/** Which page of the wall is shown, and since when. */
export interface Rotation {
  page: number;
  paused: boolean;
  /** Monotonic, ms. */
  since: number;
}

export const PAGE_MS = 20_000;

export const FIRST: Rotation = { page: 0, paused: false, since: 0 };

export type Turn =
  | { do: 'tick' }
  /** A key. */
  | { do: 'step'; by: 1 | -1 }
  | { do: 'pause' }
  /** Something that nobody may miss stands on the first page. */
  | { do: 'first' };

/** The page after a turn; `pages` is how many there are now. */
export function turned(rotation: Rotation, turn: Turn, pages: number, now: number): Rotation {
  const at = (page: number): Rotation => ({ ...rotation, page: ((page % pages) + pages) % pages, since: now });
  switch (turn.do) {
    case 'first':
      return at(0);
    case 'step':
      return at(rotation.page + turn.by);
    case 'pause':
      return { ...rotation, paused: !rotation.paused, since: now };
    case 'tick':
      if (rotation.page >= pages) return at(0);
      return rotation.paused || now - rotation.since < PAGE_MS ? rotation : at(rotation.page + 1);
  }
}
