import { type Pair, flat } from '../pairs';

/** What a draft changes in the figures before it is saved. */
const PREVIEW = {
  title: ['这会改变', 'This changes'],
  about: ['保存前试算，{scope} {period}', 'worked out before saving: {scope}, {period}'],
  unchanged: ['没有更改', 'Nothing was changed'],
  incomplete: ['填好后，这里说明会改变什么。', 'What it changes is said here once it is complete.'],
  working: ['正在试算…', 'Working it out…'],
  nothing: ['不改变任何指标。', 'No figure changes.'],
  others: ['其余 {n} 项指标不变', 'the other {n} rows stay'],
  all: ['全部 {n} 项', 'All {n}'],
  fewer: ['只看前 {n} 项', 'The first {n} only'],
  becomes: ['{before} 变为 {after}', '{before} becomes {after}'],
  budget: ['停用余量 {hours} 设备时', '{hours} device-hours of down time left'],
  parts: ['{numerator} ÷ {denominator}', '{numerator} ÷ {denominator}'],
  score: ['总分', 'Score'],
  refused: ['保存时会被拒绝：', 'It would be refused:'],
  refusedMore: ['另有 {n} 条也会被拒绝。', '{n} more would be refused.'],
  failed: ['现在算不出会改变什么：', 'What it changes cannot be told now:'],
  kept: ['填写的内容还在，仍可保存。', 'What was typed is kept, and can be saved.'],
  tooMany: [
    '一次超过 1 000 条，保存前不试算。',
    'More than 1 000 entries at once are not worked out before they are saved.',
  ],
} satisfies Record<string, Pair>;

export const previewTexts = flat(PREVIEW, 0);
export const previewTextsEn = flat(PREVIEW, 1);
