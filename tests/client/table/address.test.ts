import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, effectScope, nextTick } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { SEARCH_DELAY_MS, useTableAddress } from '../../../client/composables/address/useTableAddress';
import { isFiltered, readChoice, writeChoice } from '../../../client/view-models/table/address';

const columns = [
  { key: 'id', sortable: true, required: true },
  { key: 'room', filter: {} },
  { key: 'model', sortable: true },
  { key: 'vendor', hidden: true },
];
const nothing = { sort: null, filters: {}, q: '', columns: null };

describe('a table in the address', () => {
  it('leaves the defaults out, and what belongs to others alone', () => {
    expect(readChoice({}, columns)).toEqual(nothing);
    expect(writeChoice({ scope: '440781' }, nothing, columns)).toEqual({ scope: '440781' });
    expect(writeChoice({ scope: '440781', q: 'old', sort: 'id', room: 'R1' }, nothing, columns)).toEqual({
      scope: '440781',
    });
  });
  it('comes back as it was written', () => {
    const choice = {
      sort: { key: 'model', descending: true },
      filters: { room: 'R1' },
      q: 'cam',
      columns: ['id', 'vendor'],
    };
    const query = writeChoice({}, choice, columns);
    expect(query).toEqual({ sort: '-model', q: 'cam', columns: 'id,vendor', room: 'R1' });
    expect(readChoice(query, columns)).toEqual(choice);
  });
  it('is read without what names no column that sorts, filters or exists', () => {
    expect(readChoice({ sort: 'room', id: 'D1', columns: 'room,model,nothing' }, columns)).toEqual(nothing);
    expect(readChoice({ sort: '-nothing', room: ['R1', 'R2'], q: null }, columns)).toEqual(nothing);
  });
  it('is filtered by a filter or a text, not by blanks', () => {
    expect(isFiltered({ filters: { room: '' }, q: ' ' })).toBe(false);
    expect(isFiltered({ filters: { room: 'R1' }, q: '' })).toBe(true);
    expect(isFiltered({ filters: {}, q: 'x' })).toBe(true);
  });
});

describe('the composable of a table’s address', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function open(address: string) {
    const history = createMemoryHistory();
    const router = createRouter({ history, routes: [{ path: '/:page', component: {} }] });
    await router.push(address);
    const scope = effectScope();
    const table = createApp({})
      .use(router)
      .runWithContext(() => scope.run(() => useTableAddress(() => columns)))!;
    return { router, scope, table, address: () => router.currentRoute.value.fullPath };
  }

  it('holds a change at once; the address follows, replaced and not pushed', async () => {
    const { router, table, address } = await open('/sites?scope=440781#list');
    const replace = vi.spyOn(router, 'replace');
    table.change({ sort: { key: 'id', descending: false } });
    expect(table.choice.value.sort?.key).toBe('id');
    await vi.waitFor(() => expect(address()).toBe('/sites?scope=440781&sort=id#list'));
    expect(replace).toHaveBeenCalledTimes(1);
  });

  it('writes a text once, when the typing pauses', async () => {
    const { router, table, address } = await open('/sites');
    const replace = vi.spyOn(router, 'replace');
    for (const q of ['c', 'ca', 'cam']) table.change({ q });
    expect(table.choice.value.q).toBe('cam');
    await vi.advanceTimersByTimeAsync(SEARCH_DELAY_MS - 1);
    expect(replace).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(replace).toHaveBeenCalledTimes(1);
    expect(address()).toBe('/sites?q=cam');
  });

  it('follows a link, and keeps the text that is still being typed', async () => {
    const { router, table, address } = await open('/sites?room=R1');
    table.change({ q: 'cam' });
    await router.push('/sites?room=R2');
    await nextTick();
    expect(table.choice.value).toMatchObject({ filters: { room: 'R2' }, q: 'cam' });
    await vi.advanceTimersByTimeAsync(SEARCH_DELAY_MS);
    expect(address()).toBe('/sites?q=cam&room=R2');
  });

  it('writes nothing after the page has gone', async () => {
    const { scope, table, address } = await open('/sites');
    table.change({ q: 'cam' });
    scope.stop();
    await vi.advanceTimersByTimeAsync(SEARCH_DELAY_MS);
    expect(address()).toBe('/sites');
  });
});
