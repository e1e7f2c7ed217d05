import { areaChain } from '../../model/scope';
import { GENERAL, type State } from './state';

type Ids = ReadonlySet<string>;
const NONE: Ids = new Set();

/** What is indexed: things by the sort that their references have, targets by their key, survey answers by their token. */
export type Indexed =
  | 'site'
  | 'room'
  | 'device'
  | 'grant'
  | 'project'
  | 'payment'
  | 'milestone'
  | 'incident'
  | 'target'
  | 'answer'
  | 'survey'
  | 'limits';

/**
 * What was ever said to lie in an area or a site, to be paid from a grant, to name a project: supersets to look through.
 * A list of one county costs that county's things, however many there are elsewhere.
 */
export class Indexes {
  private readonly sites = new Map<string, Set<string>>();
  private readonly grants = new Map<string, Set<string>>();
  private readonly projects = new Map<string, Set<string>>();
  private readonly payments = new Map<string, Set<string>>();
  private readonly rooms = new Map<string, Set<string>>();
  private readonly devices = new Map<string, Set<string>>();
  private readonly milestones = new Map<string, Set<string>>();
  private readonly incidents = new Map<string, Set<string>>();
  private readonly answers = new Map<string, Set<string>>();
  private readonly surveys = new Map<string, Set<string>>();
  private readonly targets = new Map<string, Set<string>>();
  private readonly targetsByArea = new Map<string, Set<string>>();
  private readonly limits = new Map<string, Set<string>>();

  constructor(private readonly state: State) {
    const { sites, rooms, devices, money, evidence, rules } = state;
    const all = { site: sites, room: rooms, device: devices } as const;
    for (const sort of ['site', 'room', 'device'] as const) for (const id of all[sort].keys()) this.add(sort, id);
    for (const id of money.grants.keys()) this.add('grant', id);
    for (const id of money.projects.keys()) this.add('project', id);
    for (const id of money.payments.keys()) this.add('payment', id);
    for (const id of money.milestones.keys()) this.add('milestone', id);
    for (const id of evidence.incidents.keys()) this.add('incident', id);
    for (const token of evidence.answers.keys()) this.add('answer', token);
    for (const id of evidence.surveys.keys()) this.add('survey', id);
    for (const key of rules.targets.keys()) this.add('target', key);
    for (const key of rules.limits.keys()) this.add('limits', key);
  }

  /** Indexes a thing anew, after an entry about it was filed. */
  add(sort: Indexed, id: string): void {
    const { sites, rooms, devices, money, evidence } = this.state;
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
        return;
      case 'milestone':
        for (const { value } of money.milestones.get(id)?.planned ?? []) note(this.milestones, value.projectId, id);
        return;
      case 'incident':
        for (const { value } of evidence.incidents.get(id) ?? []) note(this.incidents, value.siteId, id);
        return;
      case 'answer':
        for (const { value } of evidence.answers.get(id) ?? []) note(this.answers, value.siteId, id);
        return;
      case 'survey':
        for (const { value } of evidence.surveys.get(id)?.opened ?? []) note(this.surveys, value.siteId, id);
        return;
      case 'limits':
        if (id !== GENERAL) this.inArea(this.limits, id, id);
        return;
      case 'target': {
        const scope = id.slice(0, id.indexOf('|'));
        if (/^\d{6}$/.test(scope)) this.inArea(this.targetsByArea, scope, id);
        else note(this.targets, scope, id);
      }
    }
  }

  private inArea(index: Map<string, Set<string>>, area: string | undefined, id: string): void {
    for (const code of area === undefined ? [] : areaChain(area)) note(index, code, id);
  }

  /** The areas within an area, itself among them, that have limits of their own. */
  limitsIn(area: string): Ids {
    return this.limits.get(area) ?? NONE;
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
  milestonesOf(project: string): Ids {
    return this.milestones.get(project) ?? NONE;
  }
  incidentsOf(site: string): Ids {
    return this.incidents.get(site) ?? NONE;
  }
  /** The tokens of the survey answers about a site. */
  answersOf(site: string): Ids {
    return this.answers.get(site) ?? NONE;
  }
  surveysOf(site: string): Ids {
    return this.surveys.get(site) ?? NONE;
  }
  /** The keys of the targets of one thing, by its scope as text. */
  targetsOf(scope: string): Ids {
    return this.targets.get(scope) ?? NONE;
  }
  /** The keys of the targets of areas within an area, itself among them. */
  targetsIn(area: string): Ids {
    return this.targetsByArea.get(area) ?? NONE;
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
