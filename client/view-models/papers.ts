import type { Account } from '../../shared/contract/http';

/** A paper of an entry as it is shown. */
export interface ShownPaper {
  ref: string;
  address: string;
  /** Why it cannot be shown; null: it is an image, as far as is known. */
  trouble: string | null;
}

/** Who may erase a paper that the account can read; the server's table of rights decides. */
export const canErase = (account: Pick<Account, 'role'> | null): boolean =>
  account?.role === 'office' || account?.role === 'admin';

/** The papers that an entry refers to beside its texts. */
export function paperRefsOf(body: object): readonly string[] {
  const { papers } = body as { papers?: unknown };
  return Array.isArray(papers) ? papers.filter((ref): ref is string => typeof ref === 'string') : [];
}
