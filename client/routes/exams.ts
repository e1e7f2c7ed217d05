import type { RouteRecordRaw } from 'vue-router';

/** The sittings: a month of them, how ready the rooms of one are, and one while it lasts. */
export const examRoutes: RouteRecordRaw[] = [
  {
    path: 'exams',
    name: 'exams',
    component: () => import('../pages/exams/ExamsPage.vue'),
    meta: { title: 'exams', rail: 'exams' },
  },
  {
    path: 'exams/:id/readiness',
    name: 'readiness',
    component: () => import('../pages/exams/ReadinessPage.vue'),
    props: true,
    meta: { title: 'readiness', rail: 'exams' },
  },
  {
    path: 'exams/:id',
    name: 'sitting',
    component: () => import('../pages/exams/SittingPage.vue'),
    props: true,
    meta: { title: 'sitting', rail: 'exams' },
  },
];
