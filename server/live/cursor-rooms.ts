/**
 * Those who watch one feed, by the last `to` that they were sent. A newcomer's is the head at its snapshot while the
 * others' may be older: they are one group from the next delta on, and nobody is sent a frame for a newcomer's sake.
 */
export class CursorRooms {
  #rooms = new Map<number, string>();
  #made = 0;

  constructor(private readonly name: string) {}

  /** The room of those whose last `to` is this. */
  room(to: number): string {
    let room = this.#rooms.get(to);
    if (!room) {
      this.#made += 1;
      this.#rooms.set(to, (room = `${this.name}#${this.#made}`));
    }
    return room;
  }

  /** Each last `to` with its room, oldest first; afterwards all of them were sent `to`, and are in the room returned. */
  advance(to: number): { sent: { from: number; room: string }[]; into: string } {
    const sent = [...this.#rooms].map(([from, room]) => ({ from, room })).sort((a, b) => a.from - b.from);
    const into = sent[0]?.room ?? this.room(to);
    this.#rooms = new Map([[to, into]]);
    return { sent, into };
  }

  /** Drops the rooms that nobody is in any more; whether anybody is left. */
  prune(isEmpty: (room: string) => boolean): boolean {
    for (const [to, room] of this.#rooms) if (isEmpty(room)) this.#rooms.delete(to);
    return this.#rooms.size > 0;
  }
}
