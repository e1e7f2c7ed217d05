/** The caller is to try again later (429, contract 4). */
export class TooFast extends Error {}

/** The ledger is still being read. */
export class NotReady extends Error {}

/** The clock is more than 2 minutes behind the ledger's last entry (contract 2). */
export class ClockBehind extends Error {}

/** The clock was set while the server ran, by more than 2 minutes: nothing is recorded until it is right or accepted. */
export class ClockDoubted extends Error {}

/** The request was cancelled: nobody waits for the answer. */
export class Aborted extends Error {
  constructor() {
    super('the asker has gone');
  }
}
