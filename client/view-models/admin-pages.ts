import type { Role } from '../../shared/model/vocabulary';

/** The pages of administration, in their order, by the names of their routes. Some are of later versions. */
export const ADMIN_PAGES: readonly {
  name: 'accounts' | 'audit' | 'health' | 'screens' | 'import' | 'start';
  roles: readonly Role[];
}[] = [
  { name: 'accounts', roles: ['admin', 'office'] },
  { name: 'audit', roles: ['admin', 'office'] },
  { name: 'health', roles: ['admin'] },
  { name: 'screens', roles: ['admin', 'office'] },
  { name: 'import', roles: ['admin'] },
  { name: 'start', roles: ['admin'] },
];
