import { ADDRESSABLE_ID } from '../../../shared/model/patterns';

/** What the small forms of the set-up hold, as it was typed. */
export interface SiteValues {
  siteId: string;
  name: string;
  area: string;
  /** “latitude, longitude” in degrees; empty: not known. */
  place: string;
  at: number | null;
}

export interface ProfileLine {
  category: string;
  count: string;
  per: 'room' | 'seat';
}
export interface ProfileValues {
  profileId: string;
  requires: ProfileLine[];
}

export const isId = (text: string): boolean => ADDRESSABLE_ID.test(text.trim());

/** Two numbers within the bounds of the contract; null: the text is no place. */
export function placeOf(text: string): { lat: number; lng: number } | null {
  const parts = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!parts) return null;
  const [lat, lng] = [Number(parts[1]), Number(parts[2])];
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}

const COUNT_MAX = 1_000_000;
export const countOf = (text: string): number | null => {
  const count = Number(text);
  return /^\d+$/.test(text.trim()) && count >= 1 && count <= COUNT_MAX ? count : null;
};

/** A category that stands there twice: the ledger takes each once. */
export function twice(lines: readonly ProfileLine[]): string | null {
  return lines.find(({ category }, at) => lines.findIndex((one) => one.category === category) < at)?.category ?? null;
}
