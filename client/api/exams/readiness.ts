import { ROUTES } from '../../../shared/contract/routes';

export type Readiness = { state: 'ready' } | { state: 'replaying'; percent: number | null } | { state: 'offline' };

/** `/readyz`: 503 with progress while the ledger is read. It never throws: not to be reached is an answer too. */
export async function readReadiness(): Promise<Readiness> {
  try {
    const response = await fetch(ROUTES.ready, { signal: AbortSignal.timeout(5_000) });
    if (response.ok) return { state: 'ready' };
    if (response.status !== 503) return { state: 'offline' };
    const body: unknown = await response.json().catch(() => null);
    // It records nothing, but accepts log-ins.
    if ((body as { reason?: unknown } | null)?.reason === 'clock') return { state: 'ready' };
    return { state: 'replaying', percent: percentOf(body) };
  } catch {
    return { state: 'offline' };
  }
}

function percentOf(body: unknown): number | null {
  const { done, total } = (body ?? {}) as { done?: unknown; total?: unknown };
  return typeof done === 'number' && typeof total === 'number' && total > 0 ? Math.floor((done / total) * 100) : null;
}
