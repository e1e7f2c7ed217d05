/** One account a role for the demo (contract 1), created through the API as the administrator. */
import type { SiteItem } from '../../shared/contract/http';
import type { Role } from '../../shared/model/vocabulary';
import { readable } from '../access/passwords';
import { Client } from './feed';

interface DemoAccount {
  /** The line that the demo prints. */
  line: string;
  /** The accounts that write in the live feed. */
  works?: Client;
}

/** The sites of the demo's technician. */
const ROUND = 4;

export async function makeAccounts(origin: string, adminPassword: string): Promise<DemoAccount[]> {
  const admin = new Client(origin);
  await admin.signIn('admin', adminPassword);
  const sites = await admin.list<SiteItem>('sites');
  const round = sites.slice(0, ROUND).map((site) => `site:${site.id}`);
  const areas = [...new Set(sites.map((site) => site.area))];
  const roles: [role: Role, scope: string[], zh: string, works: boolean][] = [
    ['office', areas, '考务办', true],
    ['technician', round, '技术员', true],
    ['viewer', areas, '只读', false],
    ['agent', round, '监测程序', false],
  ];
  const line = (name: string, password: string, zh: string, where: string) =>
    `${name.padEnd(10)} / ${password.padEnd(12)}  (${zh}: ${where})`;
  const made: DemoAccount[] = [{ line: line('admin', adminPassword, '管理员', 'everything') }];
  for (const [role, scope, zh, works] of roles) {
    // Set by the administrator, not generated: it need not be changed at the first log-in.
    const password = readable(12);
    await admin.makeAccount({ name: role, role, scope, password });
    const account: DemoAccount = { line: line(role, password, zh, scope.join(', ')) };
    if (works) {
      account.works = new Client(origin);
      await account.works.signIn(role, password);
    }
    made.push(account);
  }
  return made;
}
