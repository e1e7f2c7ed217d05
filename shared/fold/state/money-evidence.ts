import type { Instant } from '../../model/instant';
import type { BodyOf } from '../../model/kinds';
import type { AnswerGroup, IncidentGrade } from '../../model/vocabulary';
import type { Log } from './log';
import type { Signed } from './signed';

export interface GrantFacts {
  id: string;
  received: Log<Omit<BodyOf<'grant.received'>, 'grantId'>>;
  adjusted: Log<Omit<BodyOf<'grant.adjusted'>, 'grantId'>>;
}

export interface MoneyFacts {
  grants: Map<string, GrantFacts>;
  projects: Map<string, { id: string; budgeted: Log<Omit<BodyOf<'project.budgeted'>, 'projectId'>> }>;
  payments: Map<string, { id: string; made: Log<Omit<BodyOf<'payment.made'>, 'paymentId'>>; refunded: Log<number> }>;
  milestones: Map<
    string,
    { id: string; planned: Log<{ projectId: string; name: string; dueAt: Instant }>; done: Log<Signed> }
  >;
}

export interface EvidenceFacts {
  incidents: Map<string, Log<{ siteId: string; grade: IncidentGrade }>>;
  /** By `area|month`. */
  signed: Map<string, Log<Signed>>;
  /** By token: it answers once, the first in order. */
  answers: Map<string, Log<Answer>>;
  surveys: Map<string, SurveyFacts>;
  /** Answers on paper by `site|group`: a batch each. */
  counted: Map<string, Log<{ surveyId?: string; counts: readonly [number, number, number, number, number] }>>;
  /** By `scope|indicator|period`. */
  attestations: Map<
    string,
    Log<Omit<BodyOf<'attestation.made'>, 'scope' | 'indicator' | 'period'> & { actor: string }>
  >;
  deviations: Map<string, Log<Omit<BodyOf<'deviation.explained'>, 'scope' | 'indicator' | 'period'>>>;
  /** The words of a form that no figure gives, by `scope|period|field`: references of papers. */
  words: Map<string, Log<string>>;
}

/** One answer to a survey; `note` is the reference of its paper. */
export interface Answer {
  group: AnswerGroup;
  siteId: string;
  score: number;
  surveyId?: string;
  note?: string;
}

export interface SurveyFacts {
  id: string;
  opened: Log<SurveyPlan>;
  closed: Log<Signed>;
}

export interface SurveyPlan extends Omit<BodyOf<'survey.opened'>, 'surveyId' | 'from' | 'to'> {
  from: Instant;
  to: Instant;
}

/** What became of the form of a scope and year, by `scope|year`. */
export interface SummaryFacts {
  signed: Log<Signed & Sealed>;
  closed: Log<Signed & Sealed & { versions: Readonly<Record<string, string | number>>; papers?: readonly string[] }>;
  reopened: Log<Signed & { edition: number; reason: string }>;
}

/** An edition of a form: which entries it is made of, and the digest of its bytes. */
interface Sealed {
  edition: number;
  upTo: number;
  digest: string;
}
