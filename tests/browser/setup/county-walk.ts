import { siteId, siteName } from './county-workbook';
import type { Hand, NamedFile } from './hand';

export const AREA = '440781';
export const ADMIN_WORD = 'a long word of the county';
const OFFICE_WORD = 'another word of the office';

/** What is entered by hand, beside the workbook. */
export interface Facts {
  /** The year that is over: the sitting and the figures are of it. The maintenance lies in the year after the present. */
  past: number;
  next: number;
  exam: { name: string; from: string; to: string; placed: [number, number]; attended: number };
  maintenance: { first: string; fromTime: string; toTime: string; reason: string };
}

export function factsOf(thisYear: number): Facts {
  const [past, next] = [thisYear - 1, thisYear + 1];
  return {
    past,
    next,
    exam: {
      name: '高考英语听说',
      from: `${past}-06-07 09:00`,
      to: `${past}-06-07 11:30`,
      placed: [50, 40],
      attended: 88,
    },
    maintenance: { first: `${next}-07-09`, fromTime: '08:00', toTime: '12:00', reason: '更换交换机' },
  };
}

export interface Walk {
  hand: Hand;
  facts: Facts;
  workbook: NamedFile;
  picture(name: string): Promise<void>;
}

const main = ({ hand }: Walk) => hand.page.locator('#main');
const dialogOf = ({ hand }: Walk) => hand.page.getByRole('dialog');
/** Until then it covers the page, and gives the focus back. */
const isClosed = (walk: Walk) => dialogOf(walk).waitFor({ state: 'hidden' });

/** The link that the first start prints: the administrator's password. */
export async function setPassword({ hand, picture }: Walk, link: string): Promise<void> {
  const { page } = hand;
  await page.goto(link);
  await picture('01-password');
  await hand.type(page.getByLabel('密码（至少 10 个字符）'), ADMIN_WORD);
  await hand.type(page.getByLabel('再输一次'), ADMIN_WORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '开始使用' }).waitFor();
}

/** Steps 1 to 3 on the start page: area, first site, profile. */
export async function guide({ hand, picture }: Walk): Promise<void> {
  const { page } = hand;
  const area = page.getByRole('combobox', { name: '地区' });
  await hand.type(area, '台山');
  await page.getByRole('option', { name: /440781\s*台山市/ }).waitFor();
  await picture('02-area');
  await hand.press(page.getByRole('button', { name: '用台山市，下一步' }));
  await hand.type(page.getByRole('textbox', { name: '考点编号' }), siteId(1));
  await hand.type(page.getByRole('textbox', { name: '学校名称' }), siteName(1));
  await picture('03-site');
  await page.keyboard.press('Enter');
  await page.getByText('已完成 2 / 7 步').waitFor();
  await picture('04-site-done');
  const step = page.getByRole('button', { name: /^\d 考场模板$/ });
  if ((await step.getAttribute('aria-expanded')) !== 'true') await hand.press(step);
  await hand.press(page.getByRole('button', { name: '加一行' }));
  const second = page.getByRole('group', { name: '第 2 行' });
  await hand.choose(second.getByRole('combobox', { name: '类别' }), '摄像头');
  await hand.type(second.getByRole('textbox', { name: '台数' }), '2');
  await picture('05-profile');
  await page.keyboard.press('Enter');
  await page.getByText('已完成 3 / 7 步').waitFor();
}

/** Step 4: the workbook is checked, then written. */
export async function importWorkbook(walk: Walk): Promise<void> {
  const { hand, workbook, picture } = walk;
  const { page } = hand;
  await openStep(walk, '导入设备');
  await picture('06-inventory');
  await hand.press(page.getByRole('link', { name: '去导入页' }));
  await page.getByRole('heading', { level: 1, name: '导入台账' }).waitFor();
  await picture('07-import');
  await hand.file(page.getByRole('button', { name: '选择文件' }).and(page.locator('button')), workbook);
  // Ten sites, of which one is there already, 20 rooms, 1,100 devices and a sitting.
  const write = page.getByRole('button', { name: /写入 1.130 行/ });
  // One word is none of the product's, in 20 cells: what it means is offered, and taken for all of them.
  await picture('08-checked');
  await hand.press(page.getByRole('button', { name: '20 处都改' }));
  await write.waitFor();
  await picture('08-mended');
  await hand.press(write);
  await page.getByRole('heading', { name: `“${workbook.name}”已写入` }).waitFor();
  await picture('09-written');
  await hand.press(page.getByRole('link', { name: '回开始使用' }));
}

/** A step of the set-up is opened, wherever one stands. */
async function openStep(walk: Walk, name: string): Promise<void> {
  const { page } = walk.hand;
  if (new URL(page.url()).pathname !== '/start') await toStart(walk);
  const step = page.getByRole('button', { name: new RegExp(`^\\d ${name}$`) });
  await step.waitFor();
  if ((await step.getAttribute('aria-expanded')) !== 'true') await walk.hand.press(step);
}

async function toStart(walk: Walk): Promise<void> {
  const { hand } = walk;
  await hand.press(hand.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '管理' }));
  await hand.press(main(walk).getByRole('link', { name: '开始使用' }));
  await hand.page.getByRole('heading', { level: 1, name: '开始使用' }).waitFor();
}

/** Step 5: hours of the week, and two summers without service. */
export async function serviceHours(walk: Walk): Promise<void> {
  const { hand, facts, picture } = walk;
  const { page } = hand;
  await openStep(walk, '服务时间');
  await hand.press(page.getByRole('link', { name: '设服务时间' }));
  await page.getByText('第一份服务时间，从考点开始时生效').waitFor();
  await picture('10-hours');
  await hand.press(page.getByRole('checkbox', { name: '全天服务' }));
  for (const day of ['周六', '周日']) {
    await hand.type(page.getByRole('textbox', { name: day }), '8:00-18:00');
  }
  for (const [year, button, times] of [
    [facts.next, '下一年', 1],
    [facts.past, '上一年', 2],
  ] as const) {
    for (let n = 0; n < times; n += 1) await hand.press(page.getByRole('button', { name: button }));
    await hand.press(page.getByRole('button', { name: `${year} 年放假与寒暑假…` }));
    const dialog = dialogOf(walk);
    await hand.press(dialog.getByRole('checkbox', { name: /^\s*暑假/ }));
    await picture(`11-summer-${year}`);
    await hand.press(dialog.getByRole('button', { name: '加入 1 条' }));
    await isClosed(walk);
    await page.locator(`[data-exception="${year}-07-13"]`).waitFor();
  }
  await picture('12-hours-filled');
  await hand.press(page.getByRole('button', { name: '保存', exact: true }));
  await page.getByText(/^已保存/).waitFor();
  await page.getByText('admin 设置').waitFor();
  await picture('13-hours-saved');
}

/** Step 6: targets of the year ahead, and of the one that is over. */
export async function targets(walk: Walk): Promise<void> {
  const { hand, facts, picture } = walk;
  const { page } = hand;
  await openStep(walk, '目标');
  await hand.press(page.getByRole('link', { name: '填目标' }));
  await page.getByRole('heading', { level: 1, name: '目标与权重' }).waitFor();
  const period = page.getByRole('combobox', { name: /^期间/ });
  await hand.pick(period, `${facts.next} 年`);
  await hand.type(page.getByLabel('系统上线运行稳定可靠率 的新目标（%）'), '2');
  await page.keyboard.press('Enter');
  const dialog = dialogOf(walk);
  await hand.press(dialog.getByRole('button', { name: '保存 1 项目标' }));
  await page.getByText(/已入账 1 条/).waitFor();
  await isClosed(walk);
  await hand.pick(period, `${facts.past} 年`);
  await hand.type(page.getByLabel('系统上线运行稳定可靠率 的新目标（%）'), '2');
  await picture('14-targets');
  await hand.type(page.getByLabel('标准化考场 的新目标（考位）'), '900');
  await page.keyboard.press('Enter');
  await dialog.getByText('无目标 → 故障率 ≤ 2%').waitFor();
  await picture('15-targets-ask');
  await hand.press(dialog.getByRole('button', { name: '保存 2 项目标' }));
  await page.getByText(/已入账 2 条/).waitFor();
  await isClosed(walk);
  await picture('16-targets-saved');
}

/** Step 7: an account of the office and one of a technician; what is shown once. */
export async function accounts(walk: Walk): Promise<{ office: string; technician: string }> {
  const { hand, picture } = walk;
  const { page } = hand;
  await openStep(walk, '账号');
  await hand.press(page.getByRole('link', { name: '建账号' }));
  await page.getByRole('heading', { level: 1, name: '账号与接入' }).waitFor();
  const words: string[] = [];
  for (const [name, role, field, scope] of [
    ['考务办甲', '考务办', '哪些地区', '台山市 440781'],
    ['技术员乙', '技术员', '哪些考点', siteName(1)],
  ] as const) {
    await hand.press(page.getByRole('button', { name: '新建账号' }));
    const dialog = dialogOf(walk);
    await hand.type(dialog.getByLabel('账号'), name);
    await hand.press(dialog.getByRole('radio', { name: role }));
    await hand.pick(dialog.getByRole('combobox', { name: field }), scope);
    await picture(`17-account-${words.length}`);
    await hand.press(dialog.getByRole('button', { name: '建立' }));
    const secret = page.getByTestId('secret');
    await secret.waitFor();
    await isClosed(walk);
    words.push((await secret.locator('.four').allTextContents()).join(''));
    await picture(`18-secret-${words.length}`);
    await hand.press(page.getByRole('button', { name: '已交给本人，收起' }));
    await secret.waitFor({ state: 'detached' });
  }
  return { office: words[0]!, technician: words[1]! };
}

/** The administrator leaves; the office comes with its one-time password and makes one of its own. */
export async function handOver(walk: Walk, oneTime: string): Promise<void> {
  const { hand, picture } = walk;
  const { page } = hand;
  await hand.press(page.getByRole('button', { name: /账号与显示/ }));
  await picture('19-menu');
  await hand.press(page.getByRole('button', { name: '退出登录' }));
  await hand.type(page.locator('#username'), '考务办甲');
  await hand.type(page.locator('#password'), oneTime);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '设定自己的密码' }).waitFor();
  await picture('20-own-password');
  await hand.type(page.getByLabel('一次性密码'), oneTime);
  await hand.type(page.getByLabel('新密码（至少 10 个字符）'), OFFICE_WORD);
  await hand.type(page.getByLabel('再输一次新密码'), OFFICE_WORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
  await picture('21-overview');
}

const toPage = async ({ hand }: Walk, name: string, title: string) => {
  await hand.press(hand.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name }));
  await hand.page.getByRole('heading', { level: 1, name: title }).waitFor();
};

/** A sitting of the year that is over, in both rooms of the first site, with its attendance. */
export async function sitting(walk: Walk): Promise<void> {
  const { hand, facts, picture } = walk;
  const { page } = hand;
  const { exam } = facts;
  await toPage(walk, '考试', '考试');
  await hand.press(page.getByRole('button', { name: '排场次' }));
  const dialog = dialogOf(walk);
  await hand.type(dialog.getByLabel('考试名称'), exam.name);
  await hand.pick(dialog.getByRole('combobox', { name: '考点' }), siteName(1));
  await hand.type(dialog.getByLabel('开始'), exam.from);
  await hand.type(dialog.getByLabel('结束'), exam.to);
  const [first, second] = exam.placed;
  await hand.type(dialog.getByLabel('考生人数'), String(first + second));
  await hand.press(dialog.getByRole('button', { name: '编排' }));
  await picture('22-sitting');
  await hand.press(dialog.getByRole('button', { name: '排场次' }));
  await page.getByText(/^已排 #/).waitFor();
  await isClosed(walk);
  // It is over, and misses its attendance: its panel is open in the month of the sitting.
  await page.getByText(`${facts.past} 年 6 月`, { exact: true }).waitFor();
  await hand.type(page.getByLabel('实到', { exact: true }), String(exam.attended));
  await page.keyboard.press('Enter');
  await page.getByText(/^已记下 #/).waitFor();
  await picture('23-sitting-done');
}

/** A maintenance of the whole first site, on a morning ahead. */
export async function maintenance(walk: Walk): Promise<void> {
  const { hand, facts, picture } = walk;
  const { page } = hand;
  const { first, fromTime, toTime, reason } = facts.maintenance;
  await toPage(walk, '计划', '计划');
  await hand.press(page.getByRole('button', { name: '新窗口' }));
  const panel = page.getByRole('region', { name: '新维护窗口' });
  await hand.pick(panel.getByRole('combobox', { name: '考点' }), siteName(1));
  await hand.date(panel.getByLabel('开始日期'), first);
  await hand.type(panel.getByLabel('开始时刻'), fromTime);
  await hand.date(panel.getByLabel('结束日期'), first);
  await hand.type(panel.getByLabel('结束时刻'), toTime);
  await hand.type(panel.getByLabel('事由'), reason);
  await picture('24-maintenance');
  await page.keyboard.press('Enter');
  await page.getByText(/^已登记 #/).waitFor();
  await picture('25-maintenance-done');
}

/** The figures on the page at the end: of the year that is over, with their targets. */
export async function indicators(walk: Walk): Promise<string> {
  const { hand, facts, picture } = walk;
  const { page } = hand;
  await toPage(walk, '指标', '绩效指标');
  await hand.pick(page.getByRole('combobox', { name: /^期间/ }), `${facts.past} 年`);
  const row = page.locator('[data-row="standard-seats"]');
  await row.getByText('≥ 900').waitFor();
  await picture('26-indicators');
  return row.innerText();
}
