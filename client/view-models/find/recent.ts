import { SEARCH_SORTS } from '../../../shared/contract/vocabulary';
import { keyOf, type FindOption } from './options';

const KEPT = 8;

/** The list with one more thing at its head; its names are the newest that are known. */
export function withRecent(recent: readonly FindOption[], option: FindOption): FindOption[] {
  const before = recent.find((one) => keyOf(one) === keyOf(option));
  const rest = recent.filter((one) => one !== before);
  return [{ ...before, ...option } as FindOption, ...rest].slice(0, KEPT);
}

/** A list as it was kept as text; empty where it is none. States are left out: they were those of another moment. */
export function readRecent(text: string | null): FindOption[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.flatMap(optionFrom).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

function optionFrom(value: unknown): FindOption[] {
  if (typeof value !== 'object' || value === null) return [];
  const { sort, id, name, site, room, deviceId } = value as Record<string, unknown>;
  const known = SEARCH_SORTS.find((one) => one === sort);
  if (known === undefined || typeof id !== 'string') return [];
  return [
    {
      sort: known,
      id,
      ...(typeof name === 'string' && { name }),
      ...(isPlace(site) && { site }),
      ...(isPlace(room) && { room }),
      ...(typeof deviceId === 'string' && { deviceId }),
    },
  ];
}

function isPlace(value: unknown): value is { id: string; name: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string';
}
