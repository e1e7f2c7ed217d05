import type { Response } from 'express';
import type { Account } from '../../shared/contract/http';
import type { Asker } from '../ledger/worker-pool';

/** Whose question it is, and until when somebody waits for its answer. */
export function askerOf({ id }: Account, res: Response): Asker {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  return { owner: id, gone: gone.signal };
}
