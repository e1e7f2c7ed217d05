import type { CheckedHead } from './write-backup';

/** Work on the whole ledger: every hash checked, or everything written to one checked file. */
export type KeeperTask = { type: 'check' } | { type: 'backup'; path: string };

export type KeeperReply =
  | { progress: number }
  | { done: CheckedHead }
  /** `seq`: the first entry that is wrong, where the chain is what failed. `chain`: the ledger itself is wrong. */
  | { failed: string; chain: boolean; seq: number | null };
