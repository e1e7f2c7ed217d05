import type { RouteRecordRaw } from 'vue-router';

/** Surveys of satisfaction, and a grant over its years. */
export const surveyRoutes: RouteRecordRaw[] = [
  {
    path: 'surveys',
    name: 'surveys',
    component: () => import('../pages/surveys/SurveysPage.vue'),
    meta: { title: 'surveys', rail: 'year-end', roles: ['admin', 'office'] },
  },
  {
    path: 'grants/:id/history',
    name: 'grant-history',
    component: () => import('../pages/history/GrantHistoryPage.vue'),
    props: true,
    meta: { title: 'grantHistory', rail: 'money', roles: ['admin', 'office', 'viewer'] },
  },
];

/** Sheets to print, outside the shell: slips, and a year's story. */
export const surveySheetRoutes: RouteRecordRaw[] = [
  {
    path: '/year-end/story',
    name: 'story',
    component: () => import('../pages/story/StoryPage.vue'),
    meta: { title: 'story', roles: ['admin', 'office', 'viewer'] },
  },
  {
    path: '/surveys/:id/slips',
    name: 'survey-slips',
    component: () => import('../pages/surveys/SlipsPage.vue'),
    props: true,
    meta: { title: 'surveySlips', roles: ['admin', 'office'] },
  },
];
