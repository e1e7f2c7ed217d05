import { type Pair, flat } from '../pairs';

/** A grant over its cycle. */
const HISTORY = {
  what: ['资金的历年情况', 'the years of the grant'],
  missing: ['没有这笔资金。', 'There is no such grant.'],
  notBegun: ['周期 {cycle} 还没有开始。', 'The cycle {cycle} has not begun.'],
  of: ['{number}，{area}，周期 {cycle}', '{number}, {area}, cycle {cycle}'],
  receivedAt: ['{date} 下达', 'received on {date}'],
  row: ['金额单位：万元', 'Money in 10 000 yuan'],
  received: ['本年下达', 'Received'],
  carriedIn: ['上年结转', 'Carried in'],
  paid: ['净付', 'Net paid'],
  rate: ['执行率', 'Execution'],
  left: ['年末未付', 'Unspent'],
  form: ['自评表', 'Self-evaluation'],
  edition: ['第 {n} 版', 'Edition {n}'],
  closedBy: ['{date} 由 {who} 关闭', 'closed by {who} on {date}'],
  sentBack: ['{date} 由 {who} 退回：{reason}', 'sent back by {who} on {date}: {reason}'],
  stands: ['现行版本', 'stands'],
  draftNow: ['现在的草稿', 'The draft of now'],
  running: ['年度进行中', 'the year runs'],
  notClosed: ['未关闭', 'not closed'],
  score: ['得分', 'Score'],
  means: [
    '每一版按关闭时的样子，退回的也留着；没有关闭的按台账现在的样子，还会变。',
    'Each edition is as it was closed, also one that was sent back; what is not closed is as the ledger stands now, and may change.',
  ],
} satisfies Record<string, Pair>;

export const historyTexts = flat(HISTORY, 0);
export const historyTextsEn = flat(HISTORY, 1);
