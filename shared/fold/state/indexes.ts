import { areaChain } from '../../model/scope';
import type { State } from './state';

type Ids = ReadonlySet<string>;
const NONE: Ids = new Set();

/** The sorts of things that are indexed, named as in their references. */
export type Indexed = 'site' | 'room' | 'device' | 'grant' | 'project' | 'payment';

/**
 * What was ever said to lie in an area, to be paid from a grant, to name a project: supersets to look through. Whoever
 * reaches one county is answered by that county's things alone, however many there are elsewhere.
 */
export class Indexes {
  private readonly sites = new Map<string, Set<string>>();
  private readonly grants = new Map<string, Set<string>>();
  private readonly projects = new Map<string, Set<string>>();
  private readonly payments = new Map<string, Set<string>>();
  private readonly rooms = new Map<string, Set<string>>();
  private readonly devices = new Map<string, Set<string>>();

  constructor(private readonly state: State) {
    const { sites, rooms, devices, money } = state;
    const all = { site: sites, room: rooms, device: devices } as const;
    for (const sort of ['site', 'room', 'device'] as const) for (const id of all[sort].keys()) this.add(sort, id);
    for (const id of money.grants.keys()) this.add('grant', id);
    for (const id of money.projects.keys()) this.add('project', id);
    for (const id of money.payments.keys()) this.add('payment', id);
  }

  /** Indexes a thing anew, after an entry about it was filed. */
  add(sort: Indexed, id: string): void {
    const { sites, rooms, devices, money } = this.state;
    switch (sort) {
      case 'site': {
        const site = sites.get(id);
        for (const { value } of [...(site?.registered ?? []), ...(site?.changed ?? [])])
          this.inArea(this.sites, value.area, id);
        return;
      }
      case 'room':
      case 'device': {
        const [thing, index] = sort === 'room' ? [rooms.get(id), this.rooms] : [devices.get(id), this.devices];
        for (const { value } of [...(thing?.registered ?? []), ...(thing?.changed ?? [])])
          note(index, value.projectId, id);
        return;
      }
      case 'grant':
        for (const { value } of money.grants.get(id)?.received ?? []) this.inArea(this.grants, value.area, id);
        return;
      case 'project':
        for (const { value } of money.projects.get(id)?.budgeted ?? []) note(this.projects, value.grantId, id);
        return;
      case 'payment':
        for (const { value } of money.payments.get(id)?.made ?? []) note(this.payments, value.projectId, id);
    }
  }

  private inArea(index: Map<string, Set<string>>, area: string | undefined, id: string): void {
    for (const code of area === undefined ? [] : areaChain(area)) note(index, code, id);
  }

  /** Every area that any site ever had, with the areas that contain it. */
  areas(): Iterable<string> {
    return this.sites.keys();
  }

  /** The same within an area, itself among them. */
  areasIn(code: string): Iterable<string> {
    return new Set([...this.sitesOf(code)].flatMap((id) => this.areasOfSite(id)));
  }

  private areasOfSite(id: string): string[] {
    const site = this.state.sites.get(id);
    return [...(site?.registered ?? []), ...(site?.changed ?? [])].flatMap(({ value }) =>
      value.area === undefined ? [] : areaChain(value.area),
    );
  }

  sitesOf(area: string): Ids {
    return this.sites.get(area) ?? NONE;
  }
  grantsOf(area: string): Ids {
    return this.grants.get(area) ?? NONE;
  }
  projectsOf(grant: string): Ids {
    return this.projects.get(grant) ?? NONE;
  }
  paymentsOf(project: string): Ids {
    return this.payments.get(project) ?? NONE;
  }
  roomsNaming(project: string): Ids {
    return this.rooms.get(project) ?? NONE;
  }
  devicesNaming(project: string): Ids {
    return this.devices.get(project) ?? NONE;
  }
}

function note(index: Map<string, Set<string>>, key: string | undefined, id: string): void {
  if (key === undefined) return;
  const found = index.get(key);
  if (found) found.add(id);
  else index.set(key, new Set([id]));
}
