import type { Response } from 'express';
import type { Account } from '../../shared/contract/http';
import type { Requester } from '../ledger/querying/fold-worker';

/** The account that asks, and a signal that aborts when its connection closes. */
export function requesterOf({ id }: Account, res: Response): Requester {
  const aborter = new AbortController();
  res.once('close', () => aborter.abort());
  return { owner: id, signal: aborter.signal };
}
