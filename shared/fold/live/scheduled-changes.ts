import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import type { Log } from '../state/log';
import type { State } from '../state/state';
import { DueQueue } from '../../timeline/due-queue';
import { RULES } from './changed';

/** Changes of entries whose `at` lies ahead of the clock (up to two minutes): they become visible when that instant comes. */
export class ScheduledChanges {
  private readonly queue = new DueQueue();

  /** After a start the entries are not in memory: their instants are read from the state. */
  constructor(state: State, now: Instant) {
    const note = (ref: Ref, ...logs: (Log<unknown> | undefined)[]) => {
      for (const log of logs) {
        for (let index = (log?.length ?? 0) - 1; index >= 0 && log![index]!.at > now; index--) {
          this.push(ref, log![index]!.at);
        }
      }
    };
    for (const site of state.sites.values()) note(`site:${site.id}`, site.changed);
    for (const room of state.rooms.values()) {
      note(`room:${room.id}`, room.changed, room.accepted, room.retired, room.inspected);
    }
    for (const sitting of state.sittings.values()) note(`sitting:${sitting.id}`, sitting.attended);
    note(RULES, ...state.rules.profiles.values(), ...state.rules.settings.values());
  }

  push(ref: Ref, at: Instant): void {
    // Under a name of its own for every instant: a later one does not take the place of an earlier one.
    this.queue.push(`${ref}@${at}`, at);
  }

  nextAt(): Instant {
    return this.queue.nextAt();
  }

  /** Takes off what has come. */
  *due(now: Instant): Iterable<Ref> {
    while (this.queue.nextAt() <= now) {
      const { id } = this.queue.pop()!;
      yield id.slice(0, id.lastIndexOf('@')) as Ref;
    }
  }
}
