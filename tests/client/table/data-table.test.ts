import { describe, expect, it } from 'vitest';
import { createSSRApp, h, type VNode } from 'vue';
import { renderToString } from 'vue/server-renderer';
import DataTable from '../../../client/components/table/DataTable.vue';
import { i18n } from '../../../client/i18n';
import type { Column } from '../../../client/view-models/table/column';

interface Row {
  id: string;
  faults: number;
}
const rows: Row[] = [
  { id: 'D1', faults: 2 },
  { id: 'D2', faults: 0 },
];
const columns: Column<Row>[] = [
  { key: 'id', title: '编号', value: (row) => row.id, sortable: true, required: true },
  { key: 'faults', title: '故障', value: (row) => row.faults, align: 'end' },
  { key: 'note', title: '备注', value: () => 'n', hidden: true },
];
const base = { columns, rows, rowKey: (row: Row) => row.id, caption: '设备', emptyText: '还没有设备。' };
type Over = Record<string, unknown>;

/** As HTML, without the marks that Vue leaves for the browser. */
async function html(over: Over = {}, slots: Record<string, (props: never) => VNode> = {}): Promise<string> {
  const text = await renderToString(createSSRApp(() => h(DataTable<Row>, { ...base, ...over }, slots)).use(i18n));
  return text.replace(/<!--.*?-->| data-v-[\w-]+/g, '');
}
const count = (text: string, what: RegExp) => [...text.matchAll(what)].length;

describe('a table as it is drawn', () => {
  it('is a grid with one row in the tab order, and no hidden column', async () => {
    const text = await html();
    expect(text).toMatch(/<table role="grid"[^>]* aria-rowcount="3"/);
    expect(count(text, /role="row"/g)).toBe(3);
    expect(count(text, /<tr[^>]*tabindex="0"/g)).toBe(1);
    expect(count(text, /role="columnheader"/g)).toBe(2);
    expect(text).not.toContain('备注');
  });

  it('says by which column and in which direction it is sorted; a column that does not sort says nothing', async () => {
    const text = await html({ sort: { key: 'id', descending: true } });
    expect([...text.matchAll(/aria-sort="(\w+)"/g)].map((match) => match[1])).toEqual(['descending']);
    expect(await html()).toContain('aria-sort="none"');
  });

  it('shows the chosen columns', async () => {
    const text = await html({ chosen: ['note'] });
    expect(text).toContain('备注');
    expect(text).not.toContain('故障');
    // It is required.
    expect(text).toContain('编号');
  });

  it('has cells that the page draws', async () => {
    const text = await html({}, { 'cell-faults': ({ text: shown }: { text: string }) => h('b', `${shown} 宗`) });
    expect(text).toContain('<b>2 宗</b>');
  });

  it('has a checkbox for each row and one for all where rows can be selected, and then says how many are', async () => {
    const text = await html({ selected: new Set(['D2']) });
    expect(count(text, /type="checkbox"/g)).toBe(3);
    expect([...text.matchAll(/aria-selected="(\w+)"/g)].map((match) => match[1])).toEqual(['false', 'true']);
    expect(text).toContain('已选 1 项');
    expect(await html({ selected: new Set() })).not.toContain('已选');
  });

  it('has a head before each group of rows', async () => {
    const groupOf = (row: Row) => ({ key: row.faults ? 'open' : 'none', title: row.faults ? '未结' : '正常' });
    const text = await html({ groupOf });
    expect([...text.matchAll(/role="rowheader"[^>]*>([^<]*)/g)].map((match) => match[1]!.trim())).toEqual([
      '未结 1',
      '正常 1',
    ]);
    expect(text).toContain('aria-rowcount="5"');
  });
});

describe('the states of a table', () => {
  it('nothing is there: the text of the page, no grid', async () => {
    const text = await html({ rows: [] });
    expect(text).toContain('还没有设备。');
    expect(text).not.toContain('role="grid"');
  });
  it('nothing fits: it offers to clear the filters', async () => {
    const text = await html({ rows: [], filtered: true });
    expect(text).toContain('没有符合条件的记录。');
    expect(text).toMatch(/<button[^>]*>清除筛选<\/button>/);
    expect(text).not.toContain('还没有设备。');
  });
  it('not read yet: for 300 ms nothing at all', async () => {
    const text = await html({ rows: null });
    expect(text).not.toMatch(/role="grid"|还没有设备|skeleton/);
  });
  it('not read: what failed and what still holds, with a way to try again', async () => {
    const failure = { what: '设备名单', code: 'offline', still: '其余仍然有效。' };
    const text = await html({ rows: null, failure });
    for (const part of ['设备名单没有读到。', '连不上服务器。', '其余仍然有效。', '重试']) expect(text).toContain(part);
  });
  it('out of date: the rows stay, drained, with the instant since when', async () => {
    const text = await html({ staleSince: '14:36' });
    expect(text).toContain('class="drained"');
    expect(text).toContain('自 14:36 起没有更新');
    expect(text).toContain('role="grid"');
  });
});
