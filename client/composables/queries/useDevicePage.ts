import { computed, onScopeDispose, watch } from 'vue';
import { readDevice, readFaults, readTimeline, readUptime } from '../../api/read';
import { asOfFromAddress } from '../../view-models/asOf';
import { extendTo, lanesOf, piecesOf } from '../../charts/lanes';
import { runningAt } from '../../view-models/running';
import { isWindowUnit, stepWindow, windowAt, type WindowUnit } from '../../view-models/windows';
import { useClockStore } from '../../stores/clock';
import { useLiveStore } from '../../stores/live';
import { runningOf } from '../../view-models/deviceRunning';
import { useAddress } from '../address/useAddress';
import { useResource } from './useResource';
import { useServerClock } from '../live/useServerClock';
import { useZone } from '../session/useZone';

/** A window that goes on to now is read again this often: a schedule may have begun or ended without an entry. */
const REFRESH_MS = 30_000;

/** Everything a device's page reads: its facts, its window of time, and both as they were known at an instant. */
export function useDevicePage(id: () => string) {
  const live = useLiveStore();
  const clock = useClockStore();
  const second = useServerClock();
  const unitParam = useAddress('w');
  const atParam = useAddress('at');
  const asOfParam = useAddress('asOf');

  const zone = useZone();
  const asOf = computed(() => asOfFromAddress(asOfParam.value));
  const asOfText = computed(() => asOf.value?.text);
  /** Now, or the instant of knowledge: nothing after it is shown. A ledger number's instant is only the server's to know. */
  const now = computed(() => (asOf.value?.kind === 'instant' ? Math.min(asOf.value.at, second.value) : second.value));

  const unit = computed({
    get: (): WindowUnit => (isWindowUnit(unitParam.value) ? unitParam.value : 'week'),
    set: (value) => (unitParam.value = value),
  });
  const day = computed(() => windowAt('day', now.value, zone.value).from);
  const anchor = computed(() => {
    const chosen = Date.parse(atParam.value);
    if (Number.isFinite(chosen)) return chosen;
    // Following now: the window itself moves only from hour to hour, not with every second.
    return unit.value === 'hour' ? Math.floor(now.value / 3_600_000) * 3_600_000 : day.value;
  });
  const window = computed(() => windowAt(unit.value, anchor.value, zone.value));
  const year = computed(() => windowAt('year', anchor.value, zone.value));
  const atNow = computed(() => window.value.to > now.value);

  const device = useResource({
    key: () => ({ id: id(), asOf: asOfText.value }),
    read: (key, signal) => readDevice(key.id, key.asOf, signal),
    keeps: (next, previous) => next.id === previous.id,
  });

  const windowKey = computed(() =>
    JSON.stringify({ id: id(), from: window.value.from, to: window.value.to, asOf: asOfText.value }),
  );
  const time = useResource({
    key: () => windowKey.value,
    keeps: (next, previous) => JSON.parse(next).id === JSON.parse(previous).id,
    read: async (key, signal) => {
      const {
        id: deviceId,
        from,
        to,
        asOf: known,
      } = JSON.parse(key) as { id: string; from: number; to: number; asOf?: string };
      const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), asOf: known };
      const [timeline, uptime] = await Promise.all([
        readTimeline(deviceId, query, signal),
        readUptime(`device:${deviceId}`, query, 'none', signal),
      ]);
      return {
        window: { from, to },
        pieces: piecesOf(timeline.intervals),
        row: uptime.rows[0] ?? null,
        at: clock.serverNow(),
      };
    },
  });

  const yearKey = computed(() =>
    JSON.stringify({ id: id(), from: year.value.from, to: year.value.to, asOf: asOfText.value }),
  );
  const wholeYear = useResource({
    key: () => yearKey.value,
    keeps: (next, previous) => JSON.parse(next).id === JSON.parse(previous).id,
    read: async (key, signal) => {
      const {
        id: deviceId,
        from,
        to,
        asOf: known,
      } = JSON.parse(key) as { id: string; from: number; to: number; asOf?: string };
      const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), asOf: known };
      return lanesOf(piecesOf((await readTimeline(deviceId, query, signal)).intervals)).status;
    },
  });

  /** Severity and deadline of the faults; without them the lanes still stand. */
  const faults = useResource({
    key: () => `${id()} ${asOfText.value ?? ''}`,
    read: (_key, signal) => readFaults(`device:${id()}`, asOfText.value, signal).catch(() => []),
  });

  const pieces = computed(() => {
    const found = time.data.value;
    if (!found) return null;
    return asOf.value ? found.pieces : extendTo(found.pieces, found.at, Math.min(now.value, found.window.to));
  });
  const lanes = computed(() => (pieces.value ? lanesOf(pieces.value, faults.data.value ?? []) : null));
  const figure = computed(() => {
    const found = time.data.value;
    return found ? runningAt(runningOf(found, Boolean(asOf.value)), now.value) : null;
  });

  function reload(): void {
    device.reload();
    time.reload();
    faults.reload();
  }

  /** The device's own live status: where it is another one than was read, everything that was read is older than it. */
  const heard = computed(() => live.state?.status.devices.get(id()) ?? null);
  const heardKey = computed(
    () => heard.value && `${heard.value.status} ${heard.value.since} ${heard.value.maintenance}`,
  );
  watch([heardKey, device.data], ([next, item], [previous]) => {
    if (asOf.value || !next || !item || !heard.value) return;
    const moved = previous !== null && previous !== undefined && next !== previous;
    if (moved || (previous === null && heard.value.status !== item.status)) reload();
  });
  const timer = setInterval(() => {
    if (atNow.value && !asOf.value && !document.hidden) time.reload();
  }, REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));

  function goTo(at: number | null): void {
    atParam.value = at === null ? '' : new Date(at).toISOString();
  }
  const step = (direction: -1 | 1) => {
    const at = stepWindow(window.value, direction, zone.value);
    goTo(at >= now.value ? null : at);
  };

  return {
    now,
    zone,
    unit,
    window,
    year,
    atNow,
    asOf,
    asOfParam,
    device,
    time,
    wholeYear,
    faults,
    pieces,
    lanes,
    figure,
    heard,
    step,
    goTo,
    reload,
  };
}
