import type { Instant } from '../../shared/model/instant';
import { BEGIN, buildUp, sittings } from './build-up';
import { evidence } from './evidence';
import { Faults } from './faults';
import { Random } from './random';
import { maintenance, rounds, slips, unknownNow } from './rounds';
import { type Sealed, Script } from './script';
import { DAY, makeWorld } from './world';

const SEED = 202336;

/**
 * The demo's ledger up to an instant: from September 2023, with few entries at first and many in the last twelve months.
 * The same instant gives the same bytes.
 */
export function makeHistory(now: Instant): Sealed {
  const script = new Script(new Random(SEED), now);
  const sites = makeWorld();
  const devices = sites.flatMap((site) => [...site.rooms.flatMap((room) => room.devices), ...site.common]);
  const dense = now - 365 * DAY;

  buildUp(script, sites);
  sittings(script, sites);
  const faults = new Faults(script, devices, BEGIN);
  faults.happen(BEGIN + 20 * DAY, dense, 420);
  faults.happen(dense, now, 1100);
  faults.moveOften();
  faults.openNow();
  rounds(script, sites, faults.troubles, BEGIN, dense, { room: 9, common: 14 });
  rounds(script, sites, faults.troubles, dense, now, { room: 1, common: 5 });
  maintenance(script, sites, dense);
  slips(script, sites, dense);
  unknownNow(script, sites);
  evidence(script, sites);
  return script.seal();
}
