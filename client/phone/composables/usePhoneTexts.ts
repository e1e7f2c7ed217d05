import { useI18n } from 'vue-i18n';
import type { DeviceItem, EntryItem } from '../../../shared/contract/http';
import { BUILT_IN_CATEGORIES } from '../../../shared/model/catalogue';
import type { RecordableKind } from '../../../shared/model/kinds';
import type { Refusal, Severity, Status } from '../../../shared/model/vocabulary';
import { coarse } from '../../format/duration';
import { shortInstant } from '../../format/instant';
import { refusalText } from '../../format/refusals';
import { useAccountStore } from '../stores/account';
import { usePhoneClock } from '../stores/phone-clock';
import { useSiteData } from '../stores/site-data';

/** Names, times and entries in the page's words; nothing raw stands on a page. */
export function usePhoneTexts() {
  const { t, te, locale } = useI18n();
  const account = useAccountStore();
  const clock = usePhoneClock();
  const sites = useSiteData();

  /** The zone is known from the first log-in on; before it no time is shown. */
  const zone = () => account.zone ?? 'UTC';
  const age = (ms: number): string => {
    const { value, unit } = coarse(ms);
    return t(`age.${unit}`, { n: value });
  };
  const at = (instant: number | string): string =>
    shortInstant(typeof instant === 'string' ? Date.parse(instant) : instant, clock.now, zone());

  const category = (id: string): string => {
    const found = BUILT_IN_CATEGORIES.get(id);
    return found ? (locale.value === 'en' ? found.en : found.zh) : id;
  };
  const deviceName = (id: string, item?: Pick<DeviceItem, 'label'>): string =>
    (item ?? sites.devices.get(id))?.label ?? id;
  const roomName = (id: string): string => sites.rooms.get(id)?.name ?? id;
  const siteName = (id: string): string => sites.sites.get(id)?.name ?? id;
  const place = ({ siteId, roomId }: Pick<DeviceItem, 'siteId' | 'roomId'>): string =>
    roomId === undefined ? siteName(siteId) : `${siteName(siteId)}　${roomName(roomId)}`;
  const status = (one: Status | 'none'): string => t(`status.${one}`);
  const severity = (one: Severity): string => t(`severity.${one}`);

  interface Told {
    kind: string;
    body: Readonly<Record<string, unknown>>;
  }

  /** An entry in one line. */
  function entryTitle({ kind, body }: Told): string {
    switch (kind) {
      case 'room.inspected':
        return t('entry.inspected', { room: roomName(String(body['roomId'])) });
      case 'status.observed': {
        const device = deviceName(String(body['deviceId']));
        return t('entry.observed', { device, status: status(body['status'] as Status) });
      }
      case 'fault.reported': {
        const device = deviceName(String(body['deviceId']));
        return t('entry.reported', { device, severity: severity(body['severity'] as Severity) });
      }
      default: {
        const name = te(`kind.${kind}`) ? t(`kind.${kind}`) : kind;
        const about = body['faultId'] ?? deviceName(String(body['deviceId'] ?? ''));
        return t('entry.step', { fault: String(about), kind: name });
      }
    }
  }

  /** What an entry says besides: its note, or what an inspection found. */
  function entryText({ kind, body }: Told): string {
    if (kind === 'room.inspected') {
      const { length } = body['exceptions'] as readonly unknown[];
      return length === 0 ? t('entry.inspectedWell') : t('entry.inspectedText', { n: length });
    }
    const text = body['note'] ?? body['reason'];
    return typeof text === 'string' ? paper(text) : '';
  }

  /** A text of the ledger is a reference to its paper; one that is not at hand is left out. */
  const paper = (text: string): string => (text.startsWith('sha256:') ? (sites.data?.papers[text] ?? '') : text);

  function refusal(given: Refusal, kind: RecordableKind): string {
    const { key, path } = refusalText(given, kind);
    const field = path.at(-1);
    return t(key, { field: field !== undefined && te(`field.${field}`) ? t(`field.${field}`) : (field ?? '') });
  }

  /** Who recorded an entry: oneself, or somebody else; other people's names are not on the phone. */
  const who = ({ actor }: Pick<EntryItem, 'actor'>): string =>
    actor === account.account?.id ? account.account.name : t('queue.someone');

  return {
    t,
    locale,
    age,
    at,
    category,
    deviceName,
    roomName,
    siteName,
    place,
    status,
    severity,
    entryTitle,
    entryText,
    refusal,
    who,
  };
}
