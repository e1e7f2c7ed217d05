/** The steps of the set-up of an empty product, in the order in which they build on each other. */
export const START_STEPS = ['area', 'site', 'profile', 'inventory', 'schedule', 'targets', 'accounts'] as const;
export type StartStep = (typeof START_STEPS)[number];

/** Without these the overview has nothing to show. */
export const NEEDED: readonly StartStep[] = ['area', 'site', 'inventory'];

/** What of the ledger and of the accounts decides whether a step is done. */
export interface StartFacts {
  /** How many sites are registered. */
  sites: number;
  /** The first of them, by its id; null: there is none. */
  firstSite: string | null;
  /** Its area. */
  firstArea: string | null;
  hasProfile: boolean;
  hasDevice: boolean;
  hasSchedule: boolean;
  hasTarget: boolean;
  /** How many accounts there are, the administrator's with them. */
  accounts: number;
}

/** The steps that are done. They follow from the data alone, so an import does several at once. */
export function stepsDone(facts: StartFacts): ReadonlySet<StartStep> {
  const done: Record<StartStep, boolean> = {
    // An area is known by the sites that lie in it.
    area: facts.sites > 0,
    site: facts.sites > 0,
    profile: facts.hasProfile,
    inventory: facts.hasDevice,
    schedule: facts.hasSchedule,
    targets: facts.hasTarget,
    accounts: facts.accounts > 1,
  };
  return new Set(START_STEPS.filter((step) => done[step]));
}

/** The first step that is not done; null: all are. An area that is chosen and not yet recorded counts as done. */
export function stepToDo(done: ReadonlySet<StartStep>, areaChosen: boolean): StartStep | null {
  return START_STEPS.find((step) => !done.has(step) && !(step === 'area' && areaChosen)) ?? null;
}
