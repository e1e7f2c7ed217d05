/** The caller is to try again later (429, contract 4). */
export class TooFast extends Error {}

/** The ledger is still being read. */
export class NotReady extends Error {}

/** The clock is more than 2 minutes behind the ledger's last entry (contract 2). */
export class ClockBehind extends Error {}

/** The request was cancelled: nobody waits for the answer. */
export class Aborted extends Error {
  constructor() {
    super('the asker has gone');
  }
}
