/** The official forms: 项目支出绩效自评表, 绩效目标执行监控表, 区域绩效自评表 (from 2022, and before), 附件2 with the actual values. */
export const FORM_IDS = ['self-evaluation', 'monitoring', 'regional', 'regional-2018', 'targets'] as const;
export type FormId = (typeof FORM_IDS)[number];

/**
 * What differs from place to place: the points of a group beside its name; no line of signatures; 本年 in place of 当年;
 * the outlook in one column of words.
 */
export const FORM_OPTIONS = ['points', 'unsigned', 'this-year', 'one-outlook'] as const;
export type FormOption = (typeof FORM_OPTIONS)[number];

export const SUMMARY_FORMATS = ['json', 'xlsx', 'docx', 'csv'] as const;
export type SummaryFormat = (typeof SUMMARY_FORMATS)[number];
