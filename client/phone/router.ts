import { START_LOCATION, createRouter, createWebHistory } from 'vue-router';
import DevicePage from './pages/DevicePage.vue';
import FaultPage from './pages/FaultPage.vue';
import FaultsPage from './pages/FaultsPage.vue';
import LoginPage from './pages/LoginPage.vue';
import QueuePage from './pages/QueuePage.vue';
import RoundPage from './pages/RoundPage.vue';
import RoundsPage from './pages/RoundsPage.vue';
import { useAccountStore } from './stores/account';

declare module 'vue-router' {
  interface RouteMeta {
    /** Of the phone: the tab that a page stands under. */
    tab?: 'faults' | 'rounds' | 'scan' | 'queue';
    /** Of the phone: without the tabs. */
    bare?: boolean;
  }
}

/** The phone's pages are one file: a page that was never opened opens without a network too. */
export const router = createRouter({
  history: createWebHistory('/m'),
  routes: [
    { path: '/', name: 'faults', component: FaultsPage, meta: { title: 'faults', tab: 'faults' } },
    { path: '/faults/:id', name: 'fault', component: FaultPage, props: true, meta: { title: 'fault', tab: 'faults' } },
    { path: '/rounds', name: 'rounds', component: RoundsPage, meta: { title: 'rounds', tab: 'rounds' } },
    { path: '/rounds/:id', name: 'round', component: RoundPage, props: true, meta: { title: 'rounds', bare: true } },
    {
      path: '/scan',
      name: 'scan',
      component: () => import('./pages/ScanPage.vue'),
      meta: { title: 'scan', tab: 'scan' },
    },
    {
      path: '/devices/:id',
      name: 'device',
      component: DevicePage,
      props: true,
      meta: { title: 'device', tab: 'scan' },
    },
    { path: '/queue', name: 'queue', component: QueuePage, meta: { title: 'queue', tab: 'queue' } },
    { path: '/me', name: 'me', component: () => import('./pages/MePage.vue'), meta: { title: 'me' } },
    { path: '/login', name: 'login', component: LoginPage, meta: { title: 'login', bare: true, open: true } },
    { path: '/:rest(.*)*', redirect: { name: 'faults' } },
  ],
  // A first page is at its top: to scroll it would lay it out once more.
  scrollBehavior: (_to, from, saved) => saved ?? (from === START_LOCATION ? false : { top: 0 }),
});

/** Only a phone that nobody has ever logged in on leads to the log-in: an offline start does not (phone.md, facts). */
router.beforeEach((to) => {
  const account = useAccountStore();
  if (account.loggedIn || to.meta.open === true) return true;
  return { name: 'login', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
});
