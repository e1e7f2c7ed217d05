import type { RequiredAction } from '../shared/contract/http';

/** What the guard knows of the page that is asked for. */
export interface AskedPage {
  name: string;
  /** Seen without an account. */
  open: boolean;
}

/** `stay`: the page itself; `keep`: the page that was asked for is opened afterwards. */
export type Decision = 'stay' | { name: 'login' | 'overview' | RequiredAction; keep: boolean };

/**
 * Where an address leads: the log-in page, what must be done first, or the page itself.
 *
 * @param session of the account that is logged in, or that used this machine last while the server does not answer; null
 * when the server answered 401, or did not answer and nobody is kept on this machine.
 */
export function decide(to: AskedPage, session: { must: readonly RequiredAction[] } | null): Decision {
  if (!session) return to.open ? 'stay' : { name: 'login', keep: true };
  if (to.name === 'login') return { name: 'overview', keep: false };
  // What must be done first is named as its page is.
  const [first] = session.must;
  return first && !to.open && to.name !== first ? { name: first, keep: true } : 'stay';
}
