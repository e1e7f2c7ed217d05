import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import type { Scope } from '../../model/scope';
import type { Interval } from '../../timeline/interval';
import type { Facts } from '../derived/facts';
import { inService } from '../state/lifecycle';
import { type PublicSurvey, publicSurvey } from './public-survey';
import { type PublicDevice, openVoiceCount, publicDevice } from './public-device';

/** How many things of each sort the fold holds. */
export interface ThingCounts {
  sites: number;
  rooms: number;
  devices: number;
  faults: number;
  sittings: number;
}

/** Small questions about single things, for the parts of the server that work on them. */
export class ThingQueries {
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  counts(): ThingCounts {
    const { sites, rooms, devices, faults, sittings } = this.#facts.state;
    return {
      sites: sites.size,
      rooms: rooms.size,
      devices: devices.size,
      faults: faults.size,
      sittings: sittings.size,
    };
  }

  /** Whether a thing was registered and its registration stands. */
  isRegistered(ref: Ref): boolean {
    return this.#facts.state.makers.has(ref);
  }

  /** Every device that an entry ever named. */
  deviceIds(): Iterable<string> {
    return this.#facts.state.devices.keys();
  }

  /** The stretch in which a device is in service (semantics 3); null: it was never registered. */
  serviceOf(deviceId: string): Interval | null {
    const device = this.#facts.state.devices.get(deviceId);
    return device && device.registered.length > 0 ? inService(device) : null;
  }

  /** Every device that any entry ever placed in a room. */
  devicesEverIn(roomId: string): Iterable<string> {
    return this.#facts.state.rooms.get(roomId)?.devices ?? [];
  }

  /** How many devices a question about the time of a scope walks (`figures/uptime.ts`). */
  devicesWalked(scope: Scope): number {
    const { sites, rooms, devices } = this.#facts.state;
    if (scope.kind === 'device') return 1;
    if (scope.kind === 'site') return sites.get(scope.id)?.devices.size ?? 0;
    return scope.kind === 'room' ? (rooms.get(scope.id)?.devices.size ?? 0) : devices.size;
  }

  /** The device of a fault; null: no report of it stands. */
  deviceOfFault(faultId: string): string | null {
    return this.#facts.state.faults.get(faultId)?.reported[0]?.value.deviceId ?? null;
  }

  /** What anybody may know of a device in service; null: there is none. */
  publicDevice(deviceId: string, now: Instant): PublicDevice | null {
    return publicDevice(this.#facts, deviceId, now);
  }

  /** What anybody may know of a survey; null: there is none. */
  publicSurvey(surveyId: string, now: Instant): PublicSurvey | null {
    return publicSurvey(this.#facts, surveyId, now);
  }

  /** Whether a survey token has answered. */
  hasAnswered(token: string): boolean {
    return (this.#facts.state.evidence.answers.get(token)?.length ?? 0) > 0;
  }

  /** How many voices of a device nobody has looked at. */
  openVoices(deviceId: string, now: Instant): number {
    return openVoiceCount(this.#facts, deviceId, now);
  }

  /** The account whose repair of a fault stands now; null: it is not repaired. */
  repairerOf(faultId: string): string | null {
    this.#facts.derived.refresh();
    return this.#facts.derived.run(faultId)?.currentRepair?.actor ?? null;
  }
}
