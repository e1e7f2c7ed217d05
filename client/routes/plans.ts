import type { RouteRecordRaw } from 'vue-router';

/** Plans and rules: maintenance, service hours, and what the figures are judged by. */
export const planRoutes: RouteRecordRaw[] = [
  {
    path: 'plans',
    name: 'plans',
    component: () => import('../pages/plans/PlansPage.vue'),
    meta: { title: 'plans', rail: 'plans' },
  },
  {
    path: 'rules',
    name: 'rules',
    component: () => import('../pages/plans/RulesPage.vue'),
    meta: { title: 'rules', rail: 'plans' },
  },
  {
    path: 'sites/:id/hours',
    name: 'site-hours',
    component: () => import('../pages/plans/HoursPage.vue'),
    props: true,
    meta: { title: 'siteHours', rail: 'plans' },
  },
];
