import { FEN_MAX } from '../../shared/model/bounds';
import { BUILT_IN_CATEGORIES } from '../../shared/model/catalogue';
import { UNIT_WORDS, amountText } from '../../shared/workbooks/amounts';
import { type Column, EXAMPLE, type SheetSpec } from '../../shared/workbooks/column';
import type { WorkbookName } from '../../shared/workbooks/words';
import { SPECS } from '../../shared/workbooks/workbooks';
import { ROWS_MAX } from '../files/xlsx/read/sheet';
import { type CellOut, type SheetOut, type Validation, letters } from '../files/xlsx/write/sheet';
import { Styles } from '../files/xlsx/write/styles';
import { workbookBytes } from '../files/xlsx/write/workbook';
import { type Language, type StyleNumbers, YES_NO, headOf, sheetOut, styleNumbers } from './write-file';

/** The serial number of 1970-01-01. */
const FIRST_SERIAL = 25_569;

function validationsOf({ columns }: SheetSpec, language: Language): Validation[] {
  const zh = language === 'zh';
  return columns.flatMap((column, index): Validation[] => {
    const { type } = column;
    const range = `${letters(index)}2:${letters(index)}${ROWS_MAX + 1}`;
    const title = column[language];
    const list = (values: readonly string[]): Validation[] => [
      { range, rule: { is: 'list', values }, title, message: zh ? '请从下拉列表里选。' : 'Choose from the list.' },
    ];
    switch (type.is) {
      case 'flag':
        return list(YES_NO[language]);
      case 'choice':
        return list(type.choices.map((choice) => choice[language]));
      case 'whole':
      case 'decimal': {
        const message = zh ? `${type.min}–${type.max} 之间的数。` : `A number from ${type.min} to ${type.max}.`;
        return [{ range, rule: { is: type.is, min: type.min, max: type.max }, title, message }];
      }
      case 'money': {
        const { decimals } = UNIT_WORDS[type.unit];
        const unit = UNIT_WORDS[type.unit][language];
        const most = Number(amountText(FEN_MAX, type.unit));
        const message = zh
          ? `按${unit}填，最多 ${decimals} 位小数。`
          : `In ${unit}, with at most ${decimals} decimals.`;
        return [{ range, rule: { is: 'decimal', min: 0, max: most }, title, message }];
      }
      case 'instant': {
        const message = zh ? '日期，如 2023-09-01。' : 'A date such as 2023-09-01.';
        return [{ range, rule: { is: 'date', min: FIRST_SERIAL }, title, message }];
      }
      case 'id':
      case 'text':
      case 'line':
      case 'code': {
        const max = type.is === 'id' ? 64 : type.max;
        const message = zh ? `最多 ${max} 个字符。` : `At most ${max} characters.`;
        return [{ range, rule: { is: 'length', max }, title, message }];
      }
      default:
        return [];
    }
  });
}

/** The names of the built-in categories fit no list of 255 characters in English: they stand on the guide's sheet. */
function categoryList(language: Language): string[] | null {
  const names = [...BUILT_IN_CATEGORIES.values()].map((category) => category[language]);
  return names.join(',').length <= 250 ? names : null;
}

/** What each column takes, in words. */
function takes({ type }: Column, language: Language): string {
  const zh = language === 'zh';
  switch (type.is) {
    case 'id':
      return zh ? '编号：1–64 个字母、数字、. _ -，按文本填写' : 'An id: 1–64 letters, digits, . _ -, as text';
    case 'code':
      return zh ? '按文本填写，保留开头的 0' : 'As text: zeros in front are kept';
    case 'text':
    case 'line':
      return zh ? `文字，最多 ${type.max} 字` : `A text, at most ${type.max} characters`;
    case 'list':
      return zh ? '一行一个，或用分号隔开' : 'One a line, or with semicolons between them';
    case 'money':
      return zh
        ? '金额，精确到分；表头写（元）或（万元），按表头的单位算'
        : 'An amount, exact to 0.01 yuan, in the unit that the header says: (yuan) or (10,000 yuan)';
    case 'area':
      return zh ? '6 位行政区划代码，如 440781' : 'A code of 6 digits, such as 440781';
    case 'whole':
      return zh ? `${type.min}–${type.max} 的整数` : `A whole number, ${type.min}–${type.max}`;
    case 'decimal':
      return zh ? `${type.min}–${type.max} 的数` : `A number, ${type.min}–${type.max}`;
    case 'flag':
      return YES_NO[language].join(zh ? '、' : ', ');
    case 'category':
      return [...BUILT_IN_CATEGORIES.values()].map((category) => category[language]).join(zh ? '、' : ', ');
    case 'choice':
      return type.choices.map((choice) => choice[language]).join(zh ? '、' : ', ');
    case 'instant':
      if (type.untilEnd)
        return zh ? '日期，如 2023-06-30：当天完成算按期' : 'A date such as 2023-06-30: done on that day is in time';
      return zh
        ? '日期，可带时间，如 2023-09-01 或 2023-09-01 08:30'
        : 'A date, with a time if needed: 2023-09-01 08:30';
  }
}

const RULES: Readonly<Record<WorkbookName, Readonly<Record<Language, readonly string[]>>>> = {
  inventory: {
    zh: ['场次表每个考场一行，同一场次的各行要一致。', '已登记的场次只能补实考人数。'],
    en: [
      'A sitting has a row for each of its rooms, and its rows agree.',
      'Of a sitting that is recorded only the attendance can be added.',
    ],
  },
  money: {
    zh: [
      '付款不能超过项目预算，用途要在资金的用途清单里，日期不能早于下达和预算。',
      '同一项目再写一行预算（日期更晚），就从那天起替换原来的预算。',
      '已登记的下达、付款和里程碑不能用导入更改；里程碑可以补完成日期。',
    ],
    en: [
      'A payment stays within the budget of its project, has a purpose of the grant, and is not before grant and budget.',
      'Another row for the same project with a later date replaces its budget from that day on.',
      'Grants, payments and milestones that are recorded are not changed by a file; a milestone can get the day it was done.',
    ],
  },
};

function guide(workbook: WorkbookName, language: Language, styles: StyleNumbers, wrap: number): SheetOut {
  const zh = language === 'zh';
  function* rows(): Generator<CellOut[]> {
    yield (zh ? ['表', '列', '必填', '填什么'] : ['Sheet', 'Column', 'Required', 'What it takes']).map((value) => ({
      value,
      style: styles.head,
    }));
    for (const spec of SPECS[workbook]) {
      for (const column of spec.columns) {
        const wanted = column.required ? YES_NO[language][0] : '';
        yield [spec[language], column[language], wanted, takes(column, language)].map((value) => ({
          value,
          style: wrap,
        }));
      }
    }
    for (const text of zh
      ? ['以“示例”开头的行不导入。', '空格不改动已有的数据。', ...RULES[workbook].zh]
      : [
          'Rows that begin with "Example" are not imported.',
          'An empty cell leaves what is there as it is.',
          ...RULES[workbook].en,
        ])
      yield [{ value: text }];
  }
  return {
    name: zh ? '说明' : 'Guide',
    columns: [{ width: 10 }, { width: 22 }, { width: 10 }, { width: 70 }],
    rows: rows(),
    frozen: { rows: 1, columns: 0 },
  };
}

/** The empty workbook with its columns, their choices, an example row each and a guide. */
export function templateWorkbook(workbook: WorkbookName, language: Language): Buffer {
  const all = new Styles();
  const styles = styleNumbers(all);
  const wrap = all.of({ wrap: true, border: true });
  const categories = categoryList(language);
  const sheets = SPECS[workbook].map((spec): SheetOut => {
    const example = spec.columns.map((column, index): CellOut => {
      const { example: text = null } = column;
      const value = column[language] !== column.zh && typeof text === 'string' ? inEnglish(column, text) : text;
      return { value: index === 0 ? EXAMPLE[language] + String(value) : value, style: styles.example };
    });
    const more = spec.columns.flatMap((column, index): Validation[] =>
      column.type.is === 'category' && categories
        ? [
            {
              range: `${letters(index)}2:${letters(index)}${ROWS_MAX + 1}`,
              rule: { is: 'list', values: categories },
              title: column[language],
              message: language === 'zh' ? '请从下拉列表里选。' : 'Choose from the list.',
            },
          ]
        : [],
    );
    return {
      ...sheetOut(spec, [headOf(spec, language, styles), example], language, styles),
      validations: [...validationsOf(spec, language), ...more],
    };
  });
  return workbookBytes([...sheets, guide(workbook, language, styles, wrap)], all);
}

/** The words of an example in English, where it is one of a choice. */
function inEnglish({ type }: Column, text: string): string {
  if (type.is === 'choice') return type.choices.find(({ zh }) => zh === text)?.en ?? text;
  if (type.is === 'flag') return text === '是' ? 'yes' : 'no';
  if (type.is === 'category') return [...BUILT_IN_CATEGORIES.values()].find(({ zh }) => zh === text)?.en ?? text;
  return text;
}
