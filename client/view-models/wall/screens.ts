import type { KioskItem } from '../../../shared/contract/http';
import type { Shape } from '../../format/status';

export type ScreenState = 'inUse' | 'silent' | 'unused' | 'waiting' | 'lapsed';

const MINUTE_MS = 60_000;
/** A screen is heard every 30 s, kept to the minute. */
const SILENT_MS = 3 * MINUTE_MS;
const UNUSED_MS = 30 * 24 * 60 * MINUTE_MS;

/** Whether a screen shows its wall, by when it was last heard. */
export function screenState({ linkUntil, lastUsedAt, createdAt }: KioskItem, now: number): ScreenState {
  if (linkUntil !== null) return Date.parse(linkUntil) > now ? 'waiting' : 'lapsed';
  const silentMs = now - Date.parse(lastUsedAt ?? createdAt);
  if (silentMs < SILENT_MS) return 'inUse';
  return silentMs < UNUSED_MS ? 'silent' : 'unused';
}

export const SCREEN_SHAPES: Readonly<Record<ScreenState, Shape | 'none'>> = {
  inUse: 'well',
  silent: 'unknown',
  unused: 'degraded',
  waiting: 'none',
  lapsed: 'degraded',
};
