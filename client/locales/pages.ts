import { accountTexts, accountTextsEn } from './admin/accounts';
import { adminTexts, adminTextsEn } from './admin/admin';
import { auditTexts, auditTextsEn } from './admin/audit';
import { examTexts, examTextsEn, readyTexts, readyTextsEn, sittingTexts, sittingTextsEn } from './office/exams';
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
} from './office/faults';
import { evidenceTexts, evidenceTextsEn } from './office/evidence';
import { findTexts, findTextsEn } from './office/find';
import { healthTexts, healthTextsEn } from './admin/health';
import { hoursTexts, hoursTextsEn } from './plans/hours';
import { historyTexts, historyTextsEn } from './year-end/history';
import { importTexts, importTextsEn } from './plans/imports';
import { incidentTexts, incidentTextsEn } from './year-end/incidents';
import { moneyTexts, moneyTextsEn } from './year-end/money';
import { placeTexts, placeTextsEn } from './plans/places';
import { planTexts, planTextsEn } from './plans/plans';
import { previewTexts, previewTextsEn } from './plans/preview';
import { roomTexts, roomTextsEn } from './office/rooms';
import { ruleTexts, ruleTextsEn } from './plans/rules';
import { startTexts, startTextsEn } from './plans/start';
import { screenTexts, screenTextsEn } from './office/screens';
import { sheetTexts, sheetTextsEn, siteTexts, siteTextsEn } from './office/sheets';
import { targetTexts, targetTextsEn } from './plans/targets';
import { storyTexts, storyTextsEn } from './year-end/story';
import { surveyTexts, surveyTextsEn } from './year-end/surveys';
import { yearEndTexts, yearEndTextsEn } from './year-end/yearEnd';

/** The words of the pages behind the log-in, in both languages: loaded with the first of them. */
export const pageTexts = {
  'zh-CN': {
    evidence: evidenceTexts,
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
    evidence: evidenceTextsEn,
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
