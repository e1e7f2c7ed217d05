import type { DeviceItem, FaultItem } from '../../../shared/contract/http';
import { BUILT_IN_CATEGORIES } from '../../../shared/model/catalogue';
import type { Severity, Status } from '../../../shared/model/vocabulary';
import type { NewPhoto } from '../../offline/photo';
import type { NewEntry } from '../../offline/queue';

/** What a tap says of a device. */
export type Mark = 'up' | 'down' | 'degraded';
const NEXT: Record<Mark, Mark> = { up: 'down', down: 'degraded', degraded: 'up' };
export const nextMark = (mark: Mark): Mark => NEXT[mark];

/** A device that is not assumed well, or was known to be faulty. */
export interface Finding {
  mark: Mark;
  note: string;
  /** It is not where the list has it. */
  missing: boolean;
  /** A fault is reported with the round. */
  report: boolean;
  /** The open fault of a device that works again is recorded as repaired with the round. */
  repaired: boolean;
  photos?: readonly NewPhoto[];
}

/** What a round knows of a device that nothing was said about. */
export function initialMark(status: Status): Mark {
  return status === 'down' || status === 'degraded' ? status : 'up';
}

export const findingOf = (mark: Mark, openFaults: readonly string[]): Finding => ({
  mark,
  note: '',
  missing: false,
  report: mark === 'down' && openFaults.length === 0,
  repaired: false,
});

/** What a round begins with for a device: what is known to be wrong is marked; undefined: it is assumed well. */
export function knownFinding(status: Status, openFaults: readonly string[]): Finding | undefined {
  const mark = initialMark(status);
  return mark === 'up' ? undefined : findingOf(mark, openFaults);
}

/** What a tap makes of what was said of a device; note and photos stay. */
export function tappedFinding(before: Finding | undefined, openFaults: readonly string[]): Finding {
  const next = findingOf(nextMark(before?.mark ?? 'up'), openFaults);
  return { ...next, note: before?.note ?? '', photos: before?.photos ?? [] };
}

/** Whether a finding is listed below the map: what is not well, and what was known to be faulty and was tapped well. */
export const isListed = (finding: Finding, openFaults: readonly string[]): boolean =>
  finding.mark !== 'up' || openFaults.length > 0;

/** The grade that a fault of a category begins with; a category of the county's own begins in the middle. */
export const severityOf = (category: string): Severity => BUILT_IN_CATEGORIES.get(category)?.defaultSeverity ?? 'major';

interface Round {
  roomId: string;
  /** Those of the room that are in service. */
  devices: readonly DeviceItem[];
  findings: ReadonlyMap<string, Finding>;
  /** Open and paused ones, of the room's devices. */
  faults: readonly FaultItem[];
  /** Devices that stand in the room and are in no list. */
  extra: string;
  missingText: string;
  faultId(): string;
}

const papersOf = (findings: readonly Finding[]) => {
  const papers = findings.flatMap(({ photos = [] }) => photos.map(({ ref }) => ref));
  return papers.length > 0 ? { papers } : {};
};
/** Whether a finding makes an entry of its own beside the inspection: that one carries its photos. */
const hasEntry = ({ mark, report, repaired }: Finding, hasFault: boolean) =>
  mark === 'up' ? repaired && hasFault : report;

const noteOf = (note: string) => (note.trim() === '' ? {} : { note: note.trim() });

/** A round as entries: the inspection, then the faults that it found, then the repairs that it saw. */
export function roundEntries({ roomId, devices, findings, faults, extra, missingText, faultId }: Round): NewEntry[] {
  const found = devices.flatMap((device) => {
    const finding = findings.get(device.id);
    return finding ? [{ device, finding }] : [];
  });
  const notes = ({ note, missing }: Finding) => noteOf([...(missing ? [missingText] : []), note.trim()].join(' '));
  const exceptions = found
    .filter(({ finding }) => finding.mark !== 'up')
    .map(({ device, finding }) => ({ deviceId: device.id, status: finding.mark, ...notes(finding) }));
  const reported = found
    .filter(({ finding }) => finding.mark !== 'up' && finding.report)
    .map(({ device, finding }): NewEntry => {
      const impact = finding.mark === 'down' ? 'down' : 'degraded';
      const severity = severityOf(device.category);
      const body = {
        faultId: faultId(),
        deviceId: device.id,
        impact,
        severity,
        ...notes(finding),
        ...papersOf([finding]),
      } as const;
      return { kind: 'fault.reported', body };
    });
  const repaired = found
    .filter(({ finding }) => finding.mark === 'up' && finding.repaired)
    .flatMap(({ device, finding }) =>
      faults
        .filter(({ deviceId }) => deviceId === device.id)
        .map(({ id }, index): NewEntry => {
          const papers = index === 0 ? papersOf([finding]) : {};
          return { kind: 'fault.repaired', body: { faultId: id, ...noteOf(finding.note), ...papers } };
        }),
    );
  const faulty = new Set(faults.map(({ deviceId }) => deviceId));
  const rest = found.filter(({ device, finding }) => !hasEntry(finding, faulty.has(device.id)));
  const papers = papersOf(rest.map(({ finding }) => finding));
  const inspected = { roomId, exceptions, ...noteOf(extra), ...papers };
  return [{ kind: 'room.inspected', body: inspected }, ...reported, ...repaired];
}
