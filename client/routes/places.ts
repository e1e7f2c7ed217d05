import type { RouteRecordRaw } from 'vue-router';
import { WITH_PLACES } from '../vocabulary';

/** Inside the shell: what the office registers of places on pages of their own. */
export const placesRoutes: RouteRecordRaw[] = [
  {
    path: 'rooms/:id/edit',
    name: 'room-edit',
    component: () => import('../pages/places/RoomEditPage.vue'),
    props: true,
    meta: { title: 'roomEdit', rail: 'sites', roles: WITH_PLACES },
  },
];
