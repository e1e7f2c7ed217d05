import type { Instant } from '../../../shared/model/instant';
import type { Store } from '../../store/store';
import type { StorageHealth } from '../../storage-health';
import { OwedSessions } from './sessions';
import { OwedSignIns } from './sign-ins';
import { OwedSteps } from './steps';

/** The parts of the store that log-in and log-out write to: they work from memory while nothing can be written. */
export type OwedStores = Pick<Store, 'sessions' | 'signIns' | 'secondFactors'>;

interface Deps {
  health: StorageHealth;
  clock: () => Instant;
  warn: (what: string) => void;
}

/** Wraps them; `flush` writes what is owed, which also happens when writing works again. */
export function owedStores(store: OwedStores, { health, clock, warn }: Deps): OwedStores & { flush(): Promise<void> } {
  const sessions = new OwedSessions(store.sessions, health);
  const signIns = new OwedSignIns(store.signIns, health, warn);
  const steps = new OwedSteps(store.secondFactors, health);
  const flush = async () => {
    await steps.flush();
    await sessions.flush(clock());
    await signIns.flush();
  };
  health.onRecovery(flush);
  return { sessions, signIns, secondFactors: { ...store.secondFactors, takeStep: steps.takeStep }, flush };
}
