import type { RouteRecordRaw } from 'vue-router';

/** The set-up, also once there are sites; without one it stands at `/`. */
export const setupRoutes: RouteRecordRaw[] = [
  {
    path: 'start',
    name: 'start',
    component: () => import('../pages/setup/StartPage.vue'),
    meta: { title: 'start', rail: 'admin', roles: ['admin'] },
  },
];
