import type { RouteRecordRaw } from 'vue-router';

/** Targets, their decomposition, weights and groupings. */
export const targetRoutes: RouteRecordRaw[] = [
  {
    path: 'targets',
    name: 'targets',
    component: () => import('../pages/targets/TargetsPage.vue'),
    meta: { title: 'targets', rail: 'indicators', roles: ['admin', 'office'] },
  },
];
