import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { FaultItem, InspectionItem, UptimeRow } from '../../../shared/contract/http';
import type { Status } from '../../../shared/model/vocabulary';
import { coarse, hoursMinutes } from '../../format/duration';
import { NO_FIGURE, percent } from '../../format/numbers';
import { shapeOfStatus } from '../../format/status';
import { DEVICE_MATCH, type DeviceRow } from '../../view-models/devices';
import type { Seat, SeatMap } from '../../view-models/rooms/seat-map';
import { seatText } from '../../view-models/rooms/seat-map';
import type { Mark } from '../../view-models/rooms/round';
import type { Tile } from '../../view-models/rooms/tile';
import { type Colouring, toneOf } from '../../view-models/rooms/tile-colours';
import { type TileFact, firstFault, tileFact } from '../../view-models/rooms/tile-fact';
import type { Walls } from '../../view-models/rooms/walls';
import { useNames } from '../texts/useNames';

interface Source {
  map(): SeatMap<DeviceRow>;
  walls(): Walls<DeviceRow>;
  colouring(): Colouring;
  faults(): readonly FaultItem[];
  rates(): ReadonlyMap<string, UptimeRow>;
  inspections(): ReadonlyMap<string, InspectionItem>;
  /** A status that is asked for; empty: all. */
  filter(): string;
  now(): number;
  /** While the room is inspected: what was said of each device instead of what is known. */
  markOf(): ((id: string) => Mark) | null;
}

const MINUTE = 60_000;

/** A room's devices as tiles, by id, with their words in the language of the page. */
export function useTiles(source: Source) {
  const { t } = useI18n();
  const names = useNames();
  /** To the minute: a tile says no seconds, so that a second draws nothing. */
  const minute = computed(() => Math.floor(source.now() / MINUTE) * MINUTE);

  const nameOf = (device: DeviceRow): string => device.label ?? `${names.category(device.category)} ${device.id}`;

  function factText(found: TileFact | null): string {
    if (!found) return '';
    if (found.fact === 'paused' || found.fact === 'maintenance') return t(`room.${found.fact}`);
    if (found.fact !== 'since') return t(`room.${found.fact}`, { time: hoursMinutes(found.ms) });
    const { value, unit } = coarse(found.ms);
    return t(`unit.${unit}`, { n: value });
  }

  /** The figure of a colouring other than status. */
  function figureText(device: DeviceRow): string {
    switch (source.colouring()) {
      case 'faultRate': {
        const row = source.rates().get(device.id);
        if (!row || row.faultRate === null) return NO_FIGURE;
        if (row.downMs === 0) return '0';
        const exact = { numerator: row.downMs, denominator: row.serviceMs - row.unknownMs || 1 };
        return `${percent(row.faultRate, 'up', exact)}%`;
      }
      case 'inspected':
        return inspectedText(source.inspections().get(device.id));
      case 'domestic':
        return device.domestic ? t('device.domestic') : '';
      default:
        return '';
    }
  }

  function inspectedText(found: InspectionItem | undefined): string {
    if (!found) return t('room.never');
    const { value, unit } = coarse(Math.max(0, minute.value - Date.parse(found.at)));
    return t('room.ago', { time: t(`unit.${unit}`, { n: value }) });
  }

  function tileOf(device: DeviceRow, text: string): Tile {
    const mark = source.markOf()?.(device.id) ?? null;
    const byStatus = mark !== null || source.colouring() === 'status';
    const status: Status = mark ?? device.status;
    const fact = mark === null ? factText(tileFact(device, firstFault(source.faults(), device.id), minute.value)) : '';
    const word = byStatus ? (status === 'up' ? '' : t(`status.${status}`)) : figureText(device);
    const known = { rates: source.rates(), inspections: source.inspections(), now: minute.value };
    return {
      id: device.id,
      text,
      tone: mark === null ? toneOf(device, source.colouring(), known) : mark === 'up' ? 'well' : mark,
      shape: byStatus ? shapeOfStatus(status) : null,
      word,
      fact: byStatus ? fact : '',
      hatched: mark === null && device.maintenance,
      spare: device.spare ?? false,
      dim: source.filter() !== '' && !DEVICE_MATCH.status(device, source.filter()),
      category: device.category,
      spoken: [nameOf(device), byStatus ? t(`status.${status}`) : word, byStatus ? fact : '']
        .filter(Boolean)
        .join(t('app.comma')),
    };
  }

  const tiles: ComputedRef<ReadonlyMap<string, Tile>> = computed(() => {
    const seats = source.map().rows.flatMap((row) => row.filter((seat): seat is Seat<DeviceRow> => seat !== null));
    const { front, back } = source.walls();
    return new Map([
      ...seats.map((seat) => [seat.device.id, tileOf(seat.device, seatText(seat))] as const),
      ...[...front, ...back].map((device) => [device.id, tileOf(device, nameOf(device))] as const),
    ]);
  });

  return { tiles, nameOf, figureText };
}
