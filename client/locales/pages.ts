import { accountTexts, accountTextsEn } from './accounts';
import { adminTexts, adminTextsEn } from './admin';
import { auditTexts, auditTextsEn } from './audit';
import { examTexts, examTextsEn, readyTexts, readyTextsEn, sittingTexts, sittingTextsEn } from './exams';
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
import { hoursTexts, hoursTextsEn } from './hours';
import { historyTexts, historyTextsEn } from './history';
import { importTexts, importTextsEn } from './imports';
import { incidentTexts, incidentTextsEn } from './incidents';
import { moneyTexts, moneyTextsEn } from './money';
import { placeTexts, placeTextsEn } from './places';
import { planTexts, planTextsEn } from './plans';
import { previewTexts, previewTextsEn } from './preview';
import { roomTexts, roomTextsEn } from './rooms';
import { ruleTexts, ruleTextsEn } from './rules';
import { startTexts, startTextsEn } from './start';
import { screenTexts, screenTextsEn } from './screens';
import { sheetTexts, sheetTextsEn, siteTexts, siteTextsEn } from './sheets';
import { targetTexts, targetTextsEn } from './targets';
import { storyTexts, storyTextsEn } from './story';
import { surveyTexts, surveyTextsEn } from './surveys';
import { yearEndTexts, yearEndTextsEn } from './yearEnd';

/** The words of the pages behind the log-in, in both languages: loaded with the first of them. */
export const pageTexts = {
  'zh-CN': {
    exams: examTexts,
    ready: readyTexts,
    sitting: sittingTexts,
    import: importTexts,
    incident: incidentTexts,
    history: historyTexts,
    story: storyTexts,
    survey: surveyTexts,
    yearEnd: yearEndTexts,
    money: moneyTexts,
    plans: planTexts,
    hours: hoursTexts,
    rules: ruleTexts,
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
    targets: targetTexts,
    start: startTexts,
    preview: previewTexts,
    places: placeTexts,
    screens: screenTexts,
  },
  en: {
    exams: examTextsEn,
    ready: readyTextsEn,
    sitting: sittingTextsEn,
    import: importTextsEn,
    incident: incidentTextsEn,
    history: historyTextsEn,
    story: storyTextsEn,
    survey: surveyTextsEn,
    yearEnd: yearEndTextsEn,
    money: moneyTextsEn,
    plans: planTextsEn,
    hours: hoursTextsEn,
    rules: ruleTextsEn,
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
    targets: targetTextsEn,
    start: startTextsEn,
    preview: previewTextsEn,
    places: placeTextsEn,
    screens: screenTextsEn,
  },
};
