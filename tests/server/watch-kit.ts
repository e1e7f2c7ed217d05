import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { Heartbeats, type Beat } from '../../server/monitoring/heartbeats';
import type { Voice } from '../../server/monitoring/plan-heartbeat';
import { LastSeen } from '../../server/monitoring/last-seen';
import { Watchdog } from '../../server/monitoring/watchdog';
import { Checkpoints } from '../../server/ledger/folding/checkpoints';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { Ledger } from '../../server/ledger/ledger';
import { openStore } from '../../server/store/sqlite/open';
import type { Entry } from '../../shared/model/entry';
import { toIso } from '../../shared/model/instant';
import { NOON, type Sent, TestClock, ZONE, entry, tempFolder } from './kit';

export const MINUTE = 60_000;

/** A watchdog over a real ledger, with a clock that stands until it is moved and a timer that rings when it is told to. */
export async function watched(folder = tempFolder(), clock = new TestClock()) {
  const store = openStore(folder);
  const warnings: unknown[] = [];
  const warn = (error: unknown) => void warnings.push(error);
  const checkpoints = new Checkpoints(join(folder, 'checkpoints'), foldFactory, ZONE);
  const ledger = new Ledger({ store, clock: clock.read, zone: ZONE, factory: foldFactory, checkpoints, warn });
  await ledger.check();
  await ledger.open();
  const alarms = new Set<{ at: number; work: () => void }>();
  const startTimer = (ms: number, work: () => void) => {
    const alarm = { at: clock.at + ms, work };
    alarms.add(alarm);
    return () => void alarms.delete(alarm);
  };
  const lastSeen = new LastSeen(store.lastSeen);
  const watchdog = new Watchdog({ ledger, entries: store.entries, lastSeen, clock: clock.read, startTimer, warn });
  const beats = new Heartbeats({ ledger, entries: store.entries, watchdog, lastSeen, clock: clock.read });
  const voice: Voice = {
    writer: { actor: 'probe-1', source: 'agent' },
    canSee: () => true,
    earliest: () => -Infinity,
    authorize: (draft, fold, now) => fold.check(draft, now),
  };
  const world = {
    store,
    clock,
    ledger,
    watchdog,
    folder,
    alarms,
    warnings,
    beat: (...list: Beat[]) => beats.receive(voice, list),
    async record(entries: readonly Sent[]) {
      const writer = { actor: 'office-1', source: 'office' as const };
      const results = await ledger.record({
        entries: entries.map((one) => ({ ...one })),
        writer,
        authorize: voice.authorize,
      });
      const refused = results.find((one) => one.outcome !== 'recorded');
      if (refused) throw new Error(JSON.stringify(refused));
      await watchdog.settle();
    },
    /** Time passes, and what is set for it rings in its order. */
    async forward(ms: number) {
      const to = clock.at + ms;
      for (;;) {
        const next = [...alarms].sort((a, b) => a.at - b.at)[0];
        if (!next || next.at > to) break;
        clock.at = Math.max(clock.at, next.at);
        next.work();
        await watchdog.settle();
      }
      clock.at = to;
      await watchdog.settle();
    },
    /** The entries that say something of a status, as "status by actor +minutes", the voided ones left out. */
    async said(deviceId = 'D1'): Promise<string[]> {
      await watchdog.settle();
      const entries = (await store.entries.lines(0, 10_000)).map((line) => JSON.parse(line) as Entry & { at: string });
      const voided = new Set(entries.flatMap((one) => (one.kind === 'entry.voided' ? [one.body.entryId] : [])));
      return entries.flatMap((one) => {
        if (one.kind !== 'status.observed' || one.body.deviceId !== deviceId || voided.has(one.id)) return [];
        return [`${one.body.status} by ${one.actor} ${(Date.parse(one.at) - NOON) / MINUTE}`];
      });
    },
    async status(at = clock.at, deviceId = 'D1'): Promise<string> {
      const query = { deviceId, from: at - 1, to: at, now: clock.at };
      return ledger.read((fold) => fold.timeline(query)!.at(-1)!.status);
    },
    async stop() {
      await watchdog.close();
      await ledger.close();
      await store.close();
    },
    /** As a power cut leaves it: nothing more is written. */
    async crash() {
      await ledger.close();
      await store.close();
    },
    async discard() {
      await world.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await watchdog.start();
  return world;
}

export type Watched = Awaited<ReturnType<typeof watched>>;

/** D1 (and others) at S1, monitored: a report is due every five minutes. In service since NOON. */
export function monitored(reportWithinS: number | null = 300, devices = ['D1']): Sent[] {
  const watch = reportWithinS === null ? {} : { reportWithinS };
  return [
    entry('site.registered', { siteId: 'S1', name: '考点', area: '440781' }, toIso(NOON)),
    ...devices.flatMap((deviceId) => [
      entry('device.registered', { deviceId, siteId: 'S1', category: 'camera', ...watch }, toIso(NOON)),
      entry('device.commissioned', { deviceId }, toIso(NOON)),
    ]),
  ];
}
