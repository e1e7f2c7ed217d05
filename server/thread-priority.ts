import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Makes this thread yield to the others of the process when the cores are busy: long questions wait, reports and the live
 * feed do not. Linux alone has a priority a thread; elsewhere nothing changes.
 */
export function yieldToOthers(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Another system, or a folder /proc that is not there.
  }
}
