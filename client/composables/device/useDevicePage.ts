import { computed, onScopeDispose, watch } from 'vue';
import { readDevice, readFaults } from '../../api/read';
import { lanesOf } from '../../charts/lanes';
import { useLiveStore } from '../../stores/live';
import { type AsOfInput, asOfFromAddress } from '../../view-models/asOf';
import { differencesOf } from '../../view-models/device/compare';
import { useAddress } from '../address/useAddress';
import { useQueryPatch } from '../address/useQueryPatch';
import { useServerClock } from '../live/useServerClock';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';
import { useDeviceTime, useDeviceYear } from './useDeviceTime';
import { useDeviceWindow } from './useDeviceWindow';

/** A window that goes on to now is read again this often: a schedule may have begun or ended without an entry. */
const REFRESH_MS = 30_000;

/** Everything a device's page reads: its facts, its window of time, as known now, then, or both side by side. */
export function useDevicePage(id: () => string) {
  const live = useLiveStore();
  const second = useServerClock();
  const asOfParam = useAddress('asOf');
  const compareParam = useAddress('compare');
  const patch = useQueryPatch();

  const zone = useZone();
  const chosen = computed(() => asOfFromAddress(asOfParam.value));
  const comparing = computed(() => chosen.value !== null && compareParam.value === '1');
  /** The page as a whole is as it was known then; beside now it is not. */
  const asOf = computed(() => (comparing.value ? null : chosen.value));
  const asOfText = computed(() => asOf.value?.text);
  /** Now, or the instant of knowledge: nothing after it is shown. A ledger number's instant is only the server's to know. */
  const now = computed(() => (asOf.value?.kind === 'instant' ? Math.min(asOf.value.at, second.value) : second.value));
  const choose = (input: AsOfInput | null, compare = false) =>
    patch({ asOf: input?.text ?? '', compare: input && compare ? '1' : '' });

  const span = useDeviceWindow(
    () => now.value,
    () => zone.value,
  );

  const device = useResource({
    key: () => ({ id: id(), asOf: asOfText.value }),
    read: (key, signal) => readDevice(key.id, key.asOf, signal),
    keeps: (next, previous) => next.id === previous.id,
  });
  const ofWindow = { id, window: () => span.settled.value, now: () => now.value };
  const { time, pieces, figure } = useDeviceTime({ ...ofWindow, asOf: () => asOfText.value });
  const then = useDeviceTime({ ...ofWindow, asOf: () => (comparing.value ? chosen.value?.text : null) });
  const wholeYear = useDeviceYear({
    id,
    window: () => span.year.value,
    now: () => now.value,
    asOf: () => asOfText.value,
  });
  /** Severity and deadline of the faults; without them the lanes still stand. */
  const faults = useResource({
    key: () => `${id()} ${asOfText.value ?? ''}`,
    read: (_key, signal) => readFaults(`device:${id()}`, asOfText.value, signal).catch(() => []),
  });

  const lanes = computed(() => (pieces.value ? lanesOf(pieces.value, faults.data.value ?? []) : null));
  const compared = computed(() => {
    const known = then.pieces.value;
    if (!comparing.value || !known || !lanes.value) return null;
    const { status } = lanesOf(known);
    return { status, figure: then.figure.value, differences: differencesOf(status, lanes.value.status) };
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
    if (span.atNow.value && !asOf.value && !document.hidden) time.reload();
  }, REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));

  return {
    ...span,
    now,
    zone,
    asOf,
    chosen,
    comparing,
    choose,
    device,
    time,
    wholeYear,
    faults,
    pieces,
    lanes,
    figure,
    compared,
    thenFailure: then.time.failure,
    heard,
    reload,
  };
}
