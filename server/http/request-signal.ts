import type { Response } from 'express';
import type { Account } from '../../shared/contract/http';
import type { Requester } from '../ledger/querying/fold-worker';

/** Whose question it is, and until when somebody waits for its answer. */
export function requesterOf({ id }: Account, res: Response): Requester {
  const aborter = new AbortController();
  res.once('close', () => aborter.abort());
  return { owner: id, signal: aborter.signal };
}
