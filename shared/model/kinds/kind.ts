import type { z } from 'zod';
import type { AuditMark, Role } from '../vocabulary';
import type { Dialect } from '../shapes';

/** Roles that may record a kind besides the administrator, who may record all of them (contract 3). */
export type WriterRole = Exclude<Role, 'admin' | 'viewer'>;

/** The properties of one kind of entry. Its handler and check stand in `fold/kinds`. */
export interface KindSpec {
  /** The schema of the body, in the form of a writer's request or of the ledger. */
  body: (dialect: Dialect) => z.ZodType<object>;
  /** Who may record it besides the administrator; `server`: nobody, the server writes it itself (contract 4). */
  writers: readonly WriterRole[] | 'server';
  /** The field whose thing this kind registers: everything else that the body names must exist before it. */
  makes?: string;
  /** A later entry of the same thing is no second registration: it sets what the first one made anew. */
  again?: true;
  /** Fields that may name what is not registered: the entry has its effect without it. */
  soft?: readonly string[];
  /**
   * Bears on nothing: what it names can be voided as if it did not name it. With `soft` for every field, so that it keeps
   * its own effect.
   */
  light?: true;
  /** Sets or bends a rule: it holds from `eff` = max(at, recordedAt), never earlier (semantics 2). */
  rule?: true;
  /** What an auditor looks for: it takes back, calls off or bends what stood in the ledger (`audit-marks.ts`). */
  audit?: Exclude<AuditMark, 'backdated'>;
  /** Was seen at a place and a time: the writer's scope is judged at the entry's `at` only, not at the time of recording. */
  seen?: true;
  /** Instants of the body that the writer's clock made: they are corrected together with `at` (contract 4, `sentAt`). */
  writerInstants?: readonly string[];
  /** The server adds the `source` of the observation from the writer's account (contract 3). */
  sourced?: true;
}

/** Checks a family of kinds and keeps the exact type of each. */
export const kinds = <T extends Record<string, KindSpec>>(family: T): T => family;

/** Everybody who works at a site: its technicians and the office. */
export const SITE: readonly WriterRole[] = ['technician', 'office'];
export const OFFICE: readonly WriterRole[] = ['office'];
export const ADMIN_ONLY: readonly WriterRole[] = [];
