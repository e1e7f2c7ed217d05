import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usePlacesStore } from '../../../client/stores/places';
import { usePreferencesStore } from '../../../client/stores/preferences';

beforeEach(() => setActivePinia(createPinia()));
afterEach(() => vi.unstubAllGlobals());

describe('the sites that an account sees', () => {
  const site = { id: 'K01', name: '演示考点01', area: '440781' };
  const fetching = vi.fn<typeof fetch>();
  beforeEach(() => {
    fetching.mockReset();
    vi.stubGlobal('fetch', fetching);
  });
  const sites = () => fetching.mockImplementationOnce(() => Promise.resolve(Response.json({ items: [site] })));

  it('are read once, whoever asks meanwhile or later', async () => {
    sites();
    const places = usePlacesStore();
    expect(places.sites).toBeNull();
    await Promise.all([places.load(), places.load()]);
    await places.load();
    expect(fetching).toHaveBeenCalledTimes(1);
    expect(places.sites).toEqual([site]);
  });
  it('are read again after a failure, and after they were cleared', async () => {
    fetching.mockRejectedValueOnce(new TypeError('fetch failed'));
    const places = usePlacesStore();
    await expect(places.load()).rejects.toMatchObject({ code: 'offline' });
    expect(places.sites).toBeNull();
    sites();
    await places.load();
    expect(places.sites).toEqual([site]);
    places.clear();
    expect(places.sites).toBeNull();
    sites();
    await places.load();
    expect(fetching).toHaveBeenCalledTimes(3);
  });
});

describe('theme and language', () => {
  function storage(kept: Record<string, string>) {
    const getItem = (key: string) => kept[key] ?? null;
    const setItem = (key: string, value: string) => void (kept[key] = value);
    vi.stubGlobal('localStorage', { getItem, setItem });
    return kept;
  }

  it('are what was chosen on this machine', () => {
    storage({ 'kaodian.theme': 'dark', 'kaodian.locale': 'en' });
    const { theme, locale } = usePreferencesStore();
    expect([theme, locale]).toEqual(['dark', 'en']);
  });
  it.each([
    ['zh-CN', 'zh-CN'],
    ['en-US', 'en'],
  ])('are the defaults where nothing or nothing known is kept: in a browser of %s %s', (language, expected) => {
    storage({ 'kaodian.theme': 'pink' });
    vi.stubGlobal('navigator', { languages: [language] });
    const { theme, locale } = usePreferencesStore();
    expect([theme, locale]).toEqual(['auto', expected]);
  });
  it('are kept when they change', () => {
    const kept = storage({});
    const preferences = usePreferencesStore();
    preferences.setTheme('light');
    preferences.setLocale('en');
    expect([preferences.theme, preferences.locale]).toEqual(['light', 'en']);
    expect(kept).toEqual({ 'kaodian.theme': 'light', 'kaodian.locale': 'en' });
  });
  it('last the visit where the browser keeps nothing', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    const preferences = usePreferencesStore();
    preferences.setTheme('dark');
    expect(preferences.theme).toBe('dark');
  });
});
