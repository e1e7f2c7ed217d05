import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { FaultItem } from '../../../shared/contract/http';
import type { Draft } from '../../api/record';
import { useClockStore } from '../../stores/clock';
import type { DeviceRow } from '../../view-models/devices';
import { newFaultId } from '../../view-models/newFaultId';
import {
  type Finding,
  type Mark,
  isListed,
  knownFinding,
  roundEntries,
  tappedFinding,
} from '../../view-models/rooms/round';
import { useEntryForm } from '../forms/useEntryForm';
import { useZone } from '../session/useZone';

interface Given {
  roomId(): string;
  /** Those of the room that are in service. */
  devices(): readonly DeviceRow[];
  /** Open and paused ones. */
  faults(): readonly FaultItem[];
  recorded(what: string, seqs: number[]): void;
}

export interface DeskRoundValues {
  /** What was said of each device; every other one is as it is known. */
  said: ReadonlyMap<string, Finding>;
  /** Devices that stand in the room and are in no list. */
  extra: string;
}

/** A round as it is made on the phone, from the desk: the same entries, recorded at once, the inspection first. */
export function useDeskRound({ roomId, devices, faults, recorded }: Given) {
  const { t } = useI18n();
  const clock = useClockStore();
  const zone = useZone();

  const faultsOf = (deviceId: string) =>
    faults()
      .filter((fault) => fault.deviceId === deviceId)
      .map((fault) => fault.id);

  const form = useEntryForm<DeskRoundValues>({
    initial: () => ({ said: new Map(), extra: '' }),
    ordered: true,
    drafts: ({ extra }) => {
      const entries = roundEntries({
        roomId: roomId(),
        devices: devices(),
        findings: new Map(listed.value.map(({ device, finding }) => [device.id, finding])),
        faults: faults().filter(({ deviceId }) => devices().some(({ id }) => id === deviceId)),
        extra: extra.trim() === '' ? '' : `${t('room.round.extra')}: ${extra.trim()}`,
        missingText: t('room.round.missingText'),
        faultId: () => newFaultId(clock.serverNow(), zone.value),
      });
      return new Map(entries.map((entry): [string, Draft] => [keyOf(entry), entry]));
    },
    recorded: (seqs) => recorded(t('room.round.what'), seqs),
  });

  const findingFor = (device: DeviceRow): Finding | undefined =>
    form.values.value.said.get(device.id) ?? knownFinding(device.status, faultsOf(device.id));

  const listed = computed(() =>
    devices().flatMap((device) => {
      const finding = findingFor(device);
      const openFaults = faultsOf(device.id);
      return finding && isListed(finding, openFaults) ? [{ device, finding, openFaults }] : [];
    }),
  );
  const marks = computed(() => new Map(listed.value.map(({ device, finding }) => [device.id, finding.mark])));
  const markOf = (id: string): Mark => marks.value.get(id) ?? 'up';
  const bad = computed(() => [...marks.value.values()].filter((mark) => mark !== 'up').length);
  const well = computed(() => devices().length - bad.value);

  function say(deviceId: string, finding: Finding): void {
    const { said, extra } = form.values.value;
    form.values.value = { said: new Map(said).set(deviceId, finding), extra };
  }

  function tap(deviceId: string): void {
    const { busy, locked } = form.state.value;
    const device = devices().find(({ id }) => id === deviceId);
    // After a lost answer only the same content can be sent again.
    if (!device || busy || locked) return;
    say(deviceId, tappedFinding(findingFor(device), faultsOf(deviceId)));
  }

  return { form, listed, markOf, bad, well, say, tap };
}

/** The same at every try, whatever the order: what was recorded is not sent again. */
function keyOf({ kind, body }: Draft): string {
  if (kind === 'fault.reported') return `report:${body.deviceId}`;
  return kind === 'fault.repaired' ? `repair:${body.faultId}` : 'inspection';
}
