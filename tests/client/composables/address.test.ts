import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextTick, ref } from 'vue';
import { useAddress } from '../../../client/composables/address/useAddress';
import { useCrumbs } from '../../../client/composables/address/useCrumbs';
import { useDestination } from '../../../client/composables/address/useDestination';
import { useDisplay } from '../../../client/composables/display/useDisplay';
import { useTheme } from '../../../client/composables/display/useTheme';
import { inApp } from '../../helpers/in-app';

afterEach(() => vi.unstubAllGlobals());

describe('a parameter of the address', () => {
  it('is read and written; the empty text takes it out, others and the hash stay', async () => {
    const { found, router } = await inApp(() => useAddress('row'), '/?scope=440781&row=fault-rate#top');
    expect(found.value).toBe('fault-rate');
    found.value = 'timely-repair';
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/?scope=440781&row=timely-repair#top'));
    found.value = '';
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/?scope=440781#top'));
  });
  it('that is there twice is none', async () => {
    const { found } = await inApp(() => useAddress('row'), '/?row=a&row=b');
    expect(found.value).toBe('');
  });
  it('makes a step of the history, or replaces the last one', async () => {
    const { found, router } = await inApp(() => ({ page: useAddress('w'), q: useAddress('q', 'replace') }), '/');
    const [push, replace] = [vi.spyOn(router, 'push'), vi.spyOn(router, 'replace')];
    found.page.value = 'day';
    found.q.value = 'x';
    expect([push.mock.calls.length, replace.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('where a log-in leads to', () => {
  it('is a path of this application only', async () => {
    const led = async (to: string) =>
      (await inApp(() => useDestination(), `/login?to=${encodeURIComponent(to)}`)).found.value;
    expect(await led('/sites/K01?room=R1')).toBe('/sites/K01?room=R1');
    for (const outside of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'sites', '']) {
      expect(await led(outside), outside).toBe('/');
    }
  });
});

describe('the bread crumbs', () => {
  it('are the open page’s, follow it, and go with it', async () => {
    const name = ref('演示考点01');
    const { found, scope } = await inApp(() => useCrumbs(() => [{ text: name.value }]));
    expect(found.value).toEqual([{ text: '演示考点01' }]);
    name.value = '演示考点02';
    await nextTick();
    expect(useCrumbs().value).toEqual([{ text: '演示考点02' }]);
    scope.stop();
    expect(useCrumbs().value).toEqual([]);
  });
});

describe('the theme', () => {
  it('is put on the root as it is chosen; the language is a model beside it', async () => {
    const dataset: Record<string, string> = {};
    vi.stubGlobal('document', { documentElement: { dataset } });
    const { found } = await inApp(() => {
      useTheme();
      return useDisplay();
    });
    // Without a system that prefers dark, `auto` is light.
    expect(dataset['theme']).toBe('light');
    found.theme.value = 'dark';
    await nextTick();
    expect(dataset['theme']).toBe('dark');
    found.locale.value = 'en';
    expect(found.locale.value).toBe('en');
  });
});
