import type { FindingCode } from '../../../shared/workbooks/words';
import type { Finding } from '../../workbooks/types';
import type { Language } from '../../workbooks/write-file';

/** What is wrong with a cell, for the comments of the marked workbook. `{about}` is the finding's. */
const NOTES: Readonly<Record<FindingCode, readonly [zh: string, en: string]>> = {
  required: ['必填', 'is required'],
  'number-as-id': ['编号是数字，开头的 0 可能已丢：改成文本', 'a number: zeros in front may be lost, write it as text'],
  'bad-id': ['编号只能用字母、数字、. _ -，最长 64', 'an id is 1–64 letters, digits, . _ -'],
  'not-a-text': ['应为文本', 'is to be a text'],
  'too-long': ['太长，最多 {about} 字', 'is too long: at most {about} characters'],
  'bad-text': ['含有不能用的字符', 'has characters that cannot be used'],
  'not-a-number': ['应为数字', 'is to be a number'],
  'not-whole': ['应为整数', 'is to be a whole number'],
  'out-of-range': ['应在 {about} 之间', 'is to be within {about}'],
  'not-an-amount': ['应为金额，如 128000.50', 'is to be an amount such as 128000.50'],
  'too-fine': ['比分还小：最多到 1 分', 'is finer than 0.01 yuan'],
  'not-a-choice': ['不在可选项里 {about}', 'is none of the choices {about}'],
  'not-a-date': ['不是真实的日期', 'is no real date'],
  'number-as-date': ['数字，单元格不是日期格式', 'a number in a cell without a date format'],
  'before-1970': ['应在 1970–9999 年之间', 'is to lie in the years 1970–9999'],
  'in-the-future': ['还没到这一天', 'lies in the future'],
  'error-value': ['单元格是错误值', 'is an error value'],
  formula: ['公式没有保存结果：粘贴为数值', 'a formula without a kept value: paste values'],
  merged: ['合并了单元格：取消合并', 'is merged: unmerge it'],
  'column-twice': ['这一列出现两次', 'the column stands there twice'],
  twice: ['和 {about} 重复', 'is the same as {about}'],
  differs: ['同一场次的各行不一致，前面是 {about}', 'differs from the other rows of its sitting: {about}'],
  'unknown-site': ['没有这个考点', 'there is no such site'],
  'unknown-room': ['没有这个考场', 'there is no such room'],
  'unknown-device': ['没有这台设备', 'there is no such device'],
  'unknown-project': ['没有这个项目', 'there is no such project'],
  'unknown-profile': ['没有这个配置标准', 'there is no such profile'],
  'unknown-category': ['没有这个类别', 'there is no such category'],
  'unknown-grant': ['没有这笔资金', 'there is no such grant'],
  'unknown-payment': ['没有这笔付款', 'there is no such payment'],
  'over-budget': ['超出项目预算，还剩 {about} 元', 'is over the budget of the project: {about} yuan are left'],
  'over-grant': ['超出资金，还剩 {about} 元未安排', 'is more than is left of the grant: {about} yuan'],
  'under-budget': ['低于已安排的预算 {about} 元', 'lies under what is budgeted: {about} yuan'],
  'under-paid': ['低于已付的 {about} 元', 'lies under what is paid: {about} yuan'],
  'over-refund': ['超出这笔付款，最多还能退 {about} 元', 'is more than can come back: {about} yuan'],
  'off-purpose': ['不在用途清单里：{about}', 'is no purpose of the grant: {about}'],
  'before-grant': ['早于下达或预算（{about}）', 'is before the grant or the budget of {about}'],
  'closed-year': ['{about} 年度已经结账', 'the form of {about} is closed'],
  refused: ['不能入账：{about}', 'is not taken: {about}'],
  'beyond-area': ['不在本账号的辖区内', 'is not within the area of this account'],
  taken: ['编号已被占用', 'the id is taken'],
  'other-site': ['考场在另一个考点：{about}', 'the room lies in another site: {about}'],
  'own-parent': ['设备不能是自己的上级', 'a device is not its own parent'],
  'ends-before': ['结束要晚于开始', 'ends before it begins'],
  order: ['要在前一步之后', 'comes before the step that it follows'],
  fixed: ['已登记为 {about}，不能用导入更改', 'is recorded as {about} and is not changed by a file'],
  depends: ['所属的 {about} 有误', 'what it names is in error: {about}'],
};

export function noteOf({ code, about = '' }: Finding, language: Language): string {
  return NOTES[code][language === 'zh' ? 0 : 1].replace('{about}', about).trim();
}
