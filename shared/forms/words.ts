import type { RowState, SummaryRow } from '../contract/http';
import type { Outlook } from '../model/vocabulary';

/** The words of the official forms, which are Chinese. */
export const STATE_WORDS: Readonly<Record<RowState, string>> = {
  noTarget: '未设目标',
  noData: '无数据',
  missed: '未达成',
  met: '达成',
  unproven: '达成，尚未证明',
  partly: '部分达成',
  onTrack: '按进度',
  behind: '落后于进度',
};

export const GRADE_WORDS: Readonly<Record<NonNullable<SummaryRow['attestation']>['grade'], string>> = {
  met: '达成',
  partly: '部分达成',
  unmet: '未达成',
};

export const BAND_WORDS = { excellent: '优', good: '良', fair: '中', poor: '差' } as const;

export const OUTLOOK_WORDS: Readonly<Record<Outlook, string>> = {
  certain: '确定能',
  possible: '有可能',
  impossible: '完全不可能',
};

export const TICK = '√';
export const NONE = '—';
export const ERASED = '（已删除）';
export const ABSENT = '（原文未收到）';
