import { type Pair, flat } from '../pairs';

/** The page where the office makes links for wall screens. */
const SCREENS = {
  title: ['大屏', 'Wall screens'],
  lead: [
    '每块屏幕用一个链接启用：只能看一个地区的大屏，不能改任何东西，随时可以撤销。',
    'Each screen is set up with a link: it shows the wall of one area, changes nothing, and can be revoked at any time.',
  ],
  open: ['在本机打开大屏', 'Open the wall here'],
  make: ['新屏幕', 'New screen'],
  name: ['名称', 'Name'],
  nameHint: ['例如：考务办大厅', 'For example: hall of the exam office'],
  scope: ['显示的地区', 'Area shown'],
  submit: ['生成链接', 'Make the link'],
  link: ['链接只显示这一次', 'The link is shown this once'],
  linkText: [
    '请在 {until} 之前，在那块屏幕的浏览器里打开它。它只能打开一次。',
    'Open it in the browser of the screen before {until}. It can be opened once.',
  ],
  qr: ['大屏链接的二维码', 'QR code of the wall link'],
  copy: ['复制链接', 'Copy the link'],
  copied: ['已复制', 'Copied'],
  close: ['关闭', 'Close'],
  used: ['最近使用', 'Last used'],
  made: ['生成于', 'Made'],
  state: ['状态', 'State'],
  inUse: ['使用中', 'in use'],
  silent: ['无联系', 'silent'],
  waiting: ['链接未打开', 'link not opened'],
  lapsed: ['链接已过期', 'link expired'],
  unused: ['30 天未用', 'unused for 30 days'],
  never: ['从未', 'never'],
  revoke: ['撤销', 'Revoke'],
  revokeOf: ['撤销 {name}', 'Revoke {name}'],
  sure: ['撤销后这块屏幕立即变黑，不能恢复。', 'The screen turns off at once; this cannot be undone.'],
  cancel: ['不撤销', 'Keep it'],
  revoked: ['已撤销 {name}。', '{name} has been revoked.'],
  empty: [
    '还没有屏幕。生成一个链接，在要挂大屏的机器上打开它。',
    'No screens yet. Make a link, and open it on the machine of the screen.',
  ],
  list: ['屏幕', 'Screens'],
  failed: ['屏幕名单', 'The list of screens'],
  notMade: ['链接没有生成。请再试一次。', 'The link was not made. Please try again.'],
  needName: ['请填写名称。', 'Please give it a name.'],
} satisfies Record<string, Pair>;

export const screenTexts = flat(SCREENS, 0);
export const screenTextsEn = flat(SCREENS, 1);
