import { accountTexts, accountTextsEn } from './accounts';
import { adminTexts, adminTextsEn } from './admin';
import { auditTexts, auditTextsEn } from './audit';
import {
  faultCutTexts,
  faultCutTextsEn,
  faultStepTexts,
  faultStepTextsEn,
  faultStoryTexts,
  faultStoryTextsEn,
  faultTexts,
  faultTextsEn,
  faultWords,
  faultWordsEn,
  workOrderTexts,
  workOrderTextsEn,
} from './faults';
import { findTexts, findTextsEn } from './find';
import { healthTexts, healthTextsEn } from './health';
import { importTexts, importTextsEn } from './imports';
import { moneyTexts, moneyTextsEn } from './money';
import { previewTexts, previewTextsEn } from './preview';
import { roomTexts, roomTextsEn } from './rooms';
import { startTexts, startTextsEn } from './start';
import { sheetTexts, sheetTextsEn, siteTexts, siteTextsEn } from './sheets';
import { yearEndTexts, yearEndTextsEn } from './yearEnd';

/** The words of the pages behind the log-in, in both languages: loaded with the first of them. */
export const pageTexts = {
  'zh-CN': {
    import: importTexts,
    yearEnd: yearEndTexts,
    money: moneyTexts,
    room: roomTexts,
    sheet: sheetTexts,
    sitePage: siteTexts,
    faults: faultTexts,
    faultCut: faultCutTexts,
    faultStep: faultStepTexts,
    workOrder: workOrderTexts,
    faultStory: faultStoryTexts,
    faultWord: faultWords,
    accounts: accountTexts,
    admin: adminTexts,
    audit: auditTexts,
    health: healthTexts,
    find: findTexts,
    start: startTexts,
    preview: previewTexts,
  },
  en: {
    import: importTextsEn,
    yearEnd: yearEndTextsEn,
    money: moneyTextsEn,
    room: roomTextsEn,
    sheet: sheetTextsEn,
    sitePage: siteTextsEn,
    faults: faultTextsEn,
    faultCut: faultCutTextsEn,
    faultStep: faultStepTextsEn,
    workOrder: workOrderTextsEn,
    faultStory: faultStoryTextsEn,
    faultWord: faultWordsEn,
    accounts: accountTextsEn,
    admin: adminTextsEn,
    audit: auditTextsEn,
    health: healthTextsEn,
    find: findTextsEn,
    start: startTextsEn,
    preview: previewTextsEn,
  },
};
