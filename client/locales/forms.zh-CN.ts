import type { RefusalCode } from '../../shared/model/vocabulary';
import type { FailureCode } from '../vocabulary';
import { fieldLabels } from './fields';

/** Why an entry was refused, and how to mend it. */
export const refusal = {
  invalid: '“{field}”填得不对，请改正后再提交。',
  'unknown-site': '“{field}”里的考点不存在，或者不在您的范围里，请核对编号。',
  'unknown-room': '“{field}”里的考场不存在，或者不在您的范围里，请核对编号。',
  'unknown-device': '“{field}”里的设备不存在，或者不在您的范围里，请核对编号。',
  'unknown-fault': '“{field}”里的故障不存在，或者不在您的范围里，请刷新后再看。',
  'unknown-reference': '“{field}”指的东西不存在，或者不在您的范围里，请核对。',
  exists: '“{field}”已经用过，请换一个编号再提交。',
  'not-in-service': '“{field}”：设备那时没有投用，请改时间，或先登记投用。',
  future: '“{field}”比服务器的时间还晚，请改成现在或更早。',
  'too-late': '“{field}”太早，超出了技术员可以补记的期限，请考务办补记。',
  order: '“{field}”：现在的状态不允许这一步，可能刚有人记了别的。请看最新记录，再改时间或取消。',
  'exam-freeze': '“{field}”：那段时间有考试场次要用，不能安排维护，请改时间。',
  'over-budget': '“{field}”超过了项目的预算，请改金额，或先调整预算。',
  'off-purpose': '“{field}”不在这笔资金的用途里，请换用途。',
  'before-grant': '“{field}”早于资金到账，请核对时间。',
  'closed-year': '“{field}”所在的年度已经结账，请作为更正另行说明。',
  forbidden: '“{field}”：您的账户不能记这一条，请由考务办或管理员来记。',
  conflict: '“{field}”：同一个编号下已经记过别的内容，请重新填写后提交。',
} satisfies Record<RefusalCode, string>;

/** Why a request to record brought no results: whether something may have been recorded, and what to do. */
export const recordFailure = {
  'bad-request': '服务器不接受这样的内容，没有记下。请刷新页面后再填。',
  unauthenticated: '登录已过期，没有记下。请重新登录后再填。',
  'second-factor': '还需要两步验证，没有记下。请先完成验证。',
  forbidden: '您的账户现在不能记录，没有记下。请联系管理员。',
  'not-found': '服务器没有这个功能，没有记下。请刷新页面后再试。',
  'too-large': '内容太大，没有记下。请缩短备注。',
  'too-fast': '提交得太频繁，没有记下。请稍等几秒再提交。',
  'not-ready': '服务器正在读取台账，没有记下。请稍后再提交。',
  'required-action': '需要先完成一项操作，没有记下。请重新登录，页面会引导您完成。',
  busy: '服务器繁忙，没有记下。请稍后再提交。',
  storage: '服务器写盘出了问题，不能确定是否记下。请再发一次：同一条记录只会记一次。',
  internal: '服务器出了错，不能确定是否记下。请再发一次：同一条记录只会记一次。',
  offline: '没有收到服务器的回答，不能确定是否记下。请再发一次：同一条记录只会记一次。',
  timeout: '服务器没有及时回答，不能确定是否记下。请再发一次：同一条记录只会记一次。',
} satisfies Record<FailureCode, string>;

/** More exact sentences for some kinds of entry (`../format/refusals.ts`). */
export const refusalOf = {
  voidOrder: '还有别的记录以“{field}”为依据，请先作废那些记录。',
  voidForbidden: '“{field}”：您只能作废自己在 24 小时内记的，请由考务办作废。',
  verifyForbidden: '“{field}”：自己修复的故障须由别人复核。',
};

/** Recording: forms, actions, results and refusals. */
export const formMessages = {
  refusal,
  recordFailure,
  field: fieldLabels,
  refusalOf,
  offline: {
    title: '没有连上服务器',
    text: '按上次的账户 {name} 打开，内容还没有读到。',
    retry: '每 2 秒重试，连上后自动继续',
  },
  form: {
    cancel: '取消',
    close: '关闭',
    again: '再发一次',
    required: '必填',
    optional: '选填',
    now: '现在',
    nowHelp: '留空表示现在',
    missing: '请填写“{field}”。',
    choose: '请选择“{field}”。',
    notDateTime: '请写成 2026-11-20 18:00。',
    refused: '{what}：{why}',
    locked: '在知道结果以前，内容不能再改。',
  },
  action: {
    label: '对这台设备的操作',
    status: '登记状态',
    report: '报修',
    repaired: '登记已修复',
    verify: '复核',
    more: '记录 {seq} 的操作',
    correct: '更正…',
    void: '作废…',
    ownRepair: '{faults} 由您修复，须由别人复核。',
    recorded: '已记下：{what}（{seq}）',
    dismiss: '收起提示',
  },
  entryForm: {
    statusTitle: '登记状态：{name}',
    statusSubmit: '登记',
    reportTitle: '报修：{name}',
    reportSubmit: '报修',
    repairedTitle: '登记已修复：{name}',
    repairedSubmit: '登记已修复',
    verifyTitle: '复核修复：{name}',
    verifySubmit: '复核通过',
    voidTitle: '作废记录 {seq}',
    voidSubmit: '作废',
    voidLead: '“{text}”不再计入任何数字；记录本身和这次作废都留在台账里。',
    correctTitle: '更正记录 {seq}',
    correctSubmit: '更正',
    correctLead: '先记下改正后的观测，再作废“{text}”。',
    impact: { down: '停用', degraded: '降级', none: '不影响使用' },
    severityHelp: '{category}默认为{severity}',
    startedAt: '故障开始',
    startedHelp: '留空表示刚刚开始；早于报修的时间也计入停用',
    faults: '哪些故障',
    fault: '{id} {severity}，{time} 报修',
    faultOne: '哪宗故障',
    at: '发生时间',
    correctStatus: '应为',
    correctAt: '应在',
    reason: '原因',
    reasonHelp: '写给以后查账的人，例如：登错机号',
    note: '备注',
  },
};
