import { type Pair, flat } from '../pairs';

/** Security incidents of exams. */
const INCIDENT = {
  title: ['安全事件', 'Incidents'],
  what: ['安全事件', 'the incidents'],
  none: ['这一年没有登记安全事件。', 'No incident was reported in this year.'],
  report: ['登记安全事件', 'Report an incident'],
  reportLead: [
    'Ⅰ、Ⅱ 级事件会改变“考试信息安全”的建议；Ⅲ、Ⅳ 级只列出。',
    'Grades I and II change the suggestion of exam security; III and IV are listed only.',
  ],
  site: ['考点', 'Site'],
  grade: ['等级', 'Grade'],
  at: ['发生时间', 'When'],
  note: ['经过', 'What happened'],
  noteHelp: ['写明经过和处置，请不要写姓名。', 'What happened and what was done; no names, please.'],
  noNote: ['（说明已删除，或现在读不到）', '(erased, or it cannot be read now)'],
  void: ['更正（作废）', 'Void'],
  voidLead: ['原记录和原因都留在台账里。', 'The entry and the reason stay in the ledger.'],
} satisfies Record<string, Pair>;

export const incidentTexts = flat(INCIDENT, 0);
export const incidentTextsEn = flat(INCIDENT, 1);
