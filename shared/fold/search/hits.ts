import type { DeviceItem, SearchHit } from '../../contract/http';
import { FOUND_FIELDS, type SearchSort } from '../../contract/vocabulary';
import type { Instant } from '../../model/instant';
import type { Facts } from '../derived/facts';
import { visibleItem } from '../query/scoped-queries';
import type { Visibility } from '../visibility/visibility';
import { fit, wordsOf } from './match';

interface Found {
  sort: SearchSort;
  id: string;
  tokens: readonly string[];
  now: Instant;
  visibility: Visibility;
}

/** What is shown of a thing that was found; null: it is not visible now, as what is absent. */
export function hitOf(facts: Facts, { sort, id, tokens, now, visibility }: Found): SearchHit | null {
  const site = (siteId: string) => {
    const name = visibleItem(facts, 'sites', siteId, now, visibility)?.name;
    return name === undefined ? {} : { site: { id: siteId, name } };
  };
  const room = (roomId: string | undefined) => {
    const name = roomId === undefined ? undefined : visibleItem(facts, 'rooms', roomId, now, visibility)?.name;
    return roomId === undefined || name === undefined ? {} : { room: { id: roomId, name } };
  };
  switch (sort) {
    case 'site': {
      const item = visibleItem(facts, 'sites', id, now, visibility);
      return item && { sort, id, name: item.name };
    }
    case 'room': {
      const item = visibleItem(facts, 'rooms', id, now, visibility);
      return item && { sort, id, name: item.name, ...site(item.siteId) };
    }
    case 'device': {
      const item = visibleItem(facts, 'devices', id, now, visibility);
      if (!item) return null;
      const inService = item.commissionedAt !== undefined && item.retiredAt === undefined;
      return {
        sort,
        id,
        ...(item.label !== undefined && { name: item.label }),
        ...site(item.siteId),
        ...room(item.roomId),
        category: item.category,
        ...(inService && { status: item.status }),
        ...(item.retiredAt !== undefined && Date.parse(item.retiredAt) <= now && { retired: true as const }),
        ...foundIn(item, tokens),
      };
    }
    case 'fault': {
      const item = visibleItem(facts, 'faults', id, now, visibility);
      if (!item) return null;
      const device = visibleItem(facts, 'devices', item.deviceId, now, visibility);
      const shown = device && { deviceId: device.id, ...(device.label !== undefined && { name: device.label }) };
      return { sort, id, state: item.state, ...shown, ...(device && site(device.siteId)) };
    }
  }
}

/** The property that a word was found in, where neither id nor label has it. */
function foundIn(item: DeviceItem, tokens: readonly string[]): Pick<SearchHit, 'found'> {
  const shown = wordsOf([item.id], item.label);
  for (const token of tokens) {
    if (fit(shown, token) !== null) continue;
    for (const field of FOUND_FIELDS) {
      const text = item[field];
      if (text !== undefined && fit(wordsOf([text], undefined), token) !== null) return { found: { field, text } };
    }
  }
  return {};
}
