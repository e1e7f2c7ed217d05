import { type RouteLocation, createRouter, createWebHistory } from 'vue-router';
import { loadLive } from './api/live';
import type { Role } from '../shared/model/vocabulary';
import { loadPageTexts } from './i18n';
import { decide } from './route-guard';
import { placesRoutes } from './routes/places';
import { planRoutes } from './routes/plans';
import { targetRoutes } from './routes/targets';
import { examRoutes } from './routes/exams';
import { setupRoutes } from './routes/setup';
import { surveyRoutes, surveySheetRoutes } from './routes/surveys';
import { useSessionStore } from './stores/session';

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of the page's title under `page`. */
    title: string;
    /** Seen without an account. */
    open?: boolean;
    /** Which entry of the rail it stands under. */
    rail?:
      'overview' | 'sites' | 'indicators' | 'faults' | 'exams' | 'plans' | 'money' | 'year-end' | 'import' | 'admin';
    /** The only roles that have the page; for others it is absent. */
    roles?: readonly Role[];
    /** What an account does for itself, on the way to somewhere else: nobody is led back to it. */
    own?: boolean;
  }
}

/** A page a route, each in a file of its own that is loaded when it is first opened. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    {
      path: '/login',
      name: 'login',
      component: () => import('./pages/LoginPage.vue'),
      meta: { title: 'login', open: true },
    },
    {
      path: '/setup',
      name: 'setup',
      component: () => import('./pages/SetUpPage.vue'),
      meta: { title: 'setup', open: true },
    },
    {
      path: '/account/password',
      name: 'password',
      component: () => import('./pages/PasswordPage.vue'),
      meta: { title: 'password', own: true },
    },
    {
      path: '/account/sessions',
      name: 'sessions',
      component: () => import('./pages/SessionsPage.vue'),
      meta: { title: 'sessions', own: true },
    },
    {
      path: '/account/second-factor',
      name: 'second-factor',
      component: () => import('./pages/SecondFactorPage.vue'),
      meta: { title: 'secondFactor', own: true },
    },
    {
      path: '/labels',
      name: 'labels',
      component: () => import('./pages/LabelsPage.vue'),
      meta: { title: 'labels' },
    },
    {
      path: '/faults/:id/print',
      name: 'work-order',
      component: () => import('./pages/faults/WorkOrderPage.vue'),
      props: true,
      meta: { title: 'workOrder' },
    },
    {
      path: '/year-end/print',
      name: 'year-end-print',
      component: () => import('./pages/year-end/PrintPage.vue'),
      meta: { title: 'yearEnd' },
    },
    {
      // An application of its own.
      path: '/wall',
      name: 'wall',
      component: () => import('./pages/MissingPage.vue'),
      beforeEnter: (to) => {
        location.assign(to.fullPath);
        return false;
      },
      meta: { title: 'screens' },
    },
    {
      path: '/rooms/:id/map',
      name: 'seat-map',
      component: () => import('./pages/print/SeatMapSheet.vue'),
      props: true,
      meta: { title: 'seatMap' },
    },
    {
      path: '/sites/:id/readiness',
      name: 'readiness-sheet',
      component: () => import('./pages/print/ReadinessSheet.vue'),
      props: true,
      meta: { title: 'readinessSheet' },
    },
    {
      path: '/audit/print',
      name: 'audit-sheet',
      component: () => import('./pages/admin/AuditSheetPage.vue'),
      meta: { title: 'auditSheet', roles: ['admin', 'office'] },
    },
    ...surveySheetRoutes,
    {
      path: '/',
      component: () => {
        // Its pages are live: the library comes beside them.
        loadLive().catch(() => undefined);
        return import('./pages/AppShell.vue');
      },
      children: [
        {
          path: '',
          name: 'overview',
          component: () => import('./pages/OverviewPage.vue'),
          meta: { title: 'overview', rail: 'overview' },
        },
        {
          path: 'sites',
          name: 'sites',
          component: () => import('./pages/SitesPage.vue'),
          meta: { title: 'sites', rail: 'sites' },
        },
        {
          path: 'sites/:id',
          name: 'site',
          component: () => import('./pages/site/SitePage.vue'),
          props: true,
          meta: { title: 'site', rail: 'sites' },
        },
        {
          path: 'rooms/:id',
          name: 'room',
          component: () => import('./pages/room/RoomPage.vue'),
          props: true,
          meta: { title: 'room', rail: 'sites' },
        },
        ...placesRoutes,
        {
          path: 'devices/:id',
          name: 'device',
          component: () => import('./pages/device/DevicePage.vue'),
          props: true,
          meta: { title: 'device', rail: 'sites' },
        },
        {
          path: 'faults',
          name: 'faults',
          component: () => import('./pages/faults/FaultsPage.vue'),
          meta: { title: 'faults', rail: 'faults' },
        },
        {
          path: 'faults/:id',
          name: 'fault',
          component: () => import('./pages/faults/FaultPage.vue'),
          props: true,
          meta: { title: 'fault', rail: 'faults' },
        },
        ...examRoutes,
        {
          path: 'screens',
          name: 'screens',
          component: () => import('./pages/wall/ScreensPage.vue'),
          meta: { title: 'screens' },
        },
        {
          path: 'import',
          name: 'import',
          component: () => import('./pages/import/ImportPage.vue'),
          meta: { title: 'import', rail: 'import' },
        },
        {
          path: 'import/money',
          name: 'money-import',
          component: () => import('./pages/import/MoneyImportPage.vue'),
          meta: { title: 'moneyImport', rail: 'import' },
        },
        {
          path: 'money',
          name: 'money',
          component: () => import('./pages/money/MoneyPage.vue'),
          meta: { title: 'money', rail: 'money' },
        },
        {
          path: 'year-end',
          name: 'year-end',
          component: () => import('./pages/year-end/YearEndPage.vue'),
          meta: { title: 'yearEnd', rail: 'year-end' },
        },
        {
          path: 'year-end/attest',
          name: 'attest',
          component: () => import('./pages/year-end/AttestPage.vue'),
          meta: { title: 'attest', rail: 'year-end' },
        },
        {
          path: 'indicators',
          name: 'indicators',
          component: () => import('./pages/indicators/IndicatorsPage.vue'),
          meta: { title: 'indicators', rail: 'indicators' },
        },
        ...surveyRoutes,
        {
          path: 'accounts',
          name: 'accounts',
          component: () => import('./pages/admin/AccountsPage.vue'),
          meta: { title: 'accounts', rail: 'admin', roles: ['admin', 'office'] },
        },
        {
          path: 'audit',
          name: 'audit',
          component: () => import('./pages/admin/AuditPage.vue'),
          meta: { title: 'audit', rail: 'admin', roles: ['admin', 'office'] },
        },
        {
          path: 'health',
          name: 'health',
          component: () => import('./pages/admin/HealthPage.vue'),
          meta: { title: 'health', rail: 'admin', roles: ['admin'] },
        },
        ...planRoutes,
        ...targetRoutes,
        ...setupRoutes,
        {
          path: ':rest(.*)*',
          name: 'missing',
          component: () => import('./pages/MissingPage.vue'),
          meta: { title: 'missing' },
        },
      ],
    },
  ],
});

/** Where somebody wants to go, to be led there later: as the query of the page that comes before it. */
export function placeOf({ fullPath, query, meta }: Pick<RouteLocation, 'fullPath' | 'query' | 'meta'>): {
  to?: string;
} {
  if (meta.own) return typeof query['to'] === 'string' ? { to: query['to'] } : {};
  return fullPath === '/' ? {} : { to: fullPath };
}

router.beforeEach(async (to) => {
  const session = useSessionStore();
  // The page's code is on its way while the server is asked who this is.
  for (const { components } of to.matched) {
    for (const load of Object.values(components ?? {})) if (typeof load === 'function') void (load as () => unknown)();
  }
  const open = to.meta.open === true;
  const texts = open ? Promise.resolve() : loadPageTexts();
  // It is waited for below, where the page is shown; until then its failure is nobody's.
  texts.catch(() => undefined);
  // Without an answer and without an account on this machine the log-in page says that the server does not answer.
  await session.load().catch(() => undefined);
  // A screen of the wall reaches nothing else.
  if (session.kiosk && to.name !== 'wall') {
    location.replace('/wall');
    return false;
  }
  const decision = decide({ name: String(to.name ?? ''), open }, session.loggedIn ? session : null);
  if (decision === 'stay') {
    await texts;
    const { roles } = to.meta;
    const has = !roles || session.account === undefined || roles.includes(session.account.role);
    // The address stays: a page that the role has not is as absent as one that does not exist.
    return has || { name: 'missing', params: { rest: to.path.slice(1).split('/') }, query: to.query };
  }
  return { name: decision.name, query: decision.keep ? placeOf(to) : {} };
});
