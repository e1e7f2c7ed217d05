import type { IndicatorsAnswer } from '../../shared/contract/http';
import type {
  ChangeOf,
  Delta,
  LiveDevice,
  LiveFault,
  LiveSite,
  LiveSitting,
  LiveWindow,
  RunningSums,
  Topic,
} from '../../shared/contract/live';

const ofTopic = <T extends Topic>({ changes }: Delta, topic: T): ChangeOf<T>[] =>
  changes.filter((change): change is Extract<typeof change, ChangeOf<T>> => change.topic === topic);

const putsOf = <T extends Topic>(delta: Delta, topic: T) =>
  ofTopic(delta, topic).flatMap((change) => ('put' in change ? [change.put] : []));

/** What a delta puts into each list, and the values that it sets. */
export const sitesIn = (delta: Delta): LiveSite[] => putsOf(delta, 'status').flatMap((put) => put.sites ?? []);
export const devicesIn = (delta: Delta): LiveDevice[] => putsOf(delta, 'status').flatMap((put) => put.devices ?? []);
export const faultsIn = (delta: Delta): LiveFault[] => putsOf(delta, 'faults').flat();
export const sittingsIn = (delta: Delta): LiveSitting[] => putsOf(delta, 'exams').flat();
export const runningIn = (delta: Delta): Record<LiveWindow, RunningSums>[] =>
  putsOf(delta, 'indicators').flatMap((put) => put.running ?? []);
export const answersIn = (delta: Delta): IndicatorsAnswer[] =>
  putsOf(delta, 'indicators').flatMap((put) => put.answer ?? []);

/** The ids that are gone from the lists of a topic. */
export const goneFrom =
  (topic: Topic, list?: 'sites' | 'devices') =>
  (delta: Delta): string[] =>
    ofTopic(delta, topic).flatMap((change) => {
      if (!('gone' in change)) return [];
      return Array.isArray(change.gone)
        ? change.gone
        : list
          ? ((change.gone as Record<string, string[]>)[list] ?? [])
          : [];
    });
