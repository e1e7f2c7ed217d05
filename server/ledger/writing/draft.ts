import type { z } from 'zod';
import type { Draft } from '../../../shared/model/entry';
import { FIRST_INSTANT, type Instant, fromIso, parseInstant, toIso } from '../../../shared/model/instant';
import { isKind, isRecordable, requestBodies, specOf } from '../../../shared/model/kinds';
import { UUID } from '../../../shared/model/patterns';
import type { Refusal, Source } from '../../../shared/model/vocabulary';
import type { Paper } from '../../store/store';
import { takeTexts } from './paper-texts';

/** An entry as a writer sends it (contract 4); the envelope has been checked to be an object with a text `id`. */
export type Sent = { id: string } & Record<string, unknown>;

export interface Writer {
  actor: string;
  source: Source;
}

/** A sent entry with a valid shape: `draft` is decided and recorded, the rest serves idempotency. */
export interface Prepared {
  draft: Draft;
  /** `at` as sent; null when left out. */
  sentAt: Instant | null;
  /** The body as sent, normalised, with its texts. */
  sentBody: unknown;
  papers: Paper[];
  /** Why its corrected instants cannot be recorded; decided only when its id is not in the ledger (`duplicate`). */
  untimely?: Refusal;
}

/** A larger difference of the writer's clock is corrected (contract 4). */
const SKEW_TOLERATED_MS = 2000;
/** An `at` later than this after the server's clock is refused (contract 4). */
export const FUTURE_TOLERATED_MS = 2 * 60_000;

/** The correction of every `at`, and of every instant in a body that the same clock made, of a writer whose clock was at `sentAt` when the server's was at `now`. */
export function clockSkew(sentAt: Instant | undefined, now: Instant): number {
  if (sentAt === undefined) return 0;
  return Math.abs(now - sentAt) > SKEW_TOLERATED_MS ? now - sentAt : 0;
}

export function isRefusal(value: Prepared | Refusal): value is Refusal {
  return 'code' in value;
}

/** The refusal of an entry whose decision threw; its neighbours are decided without it. */
export const UNDECIDABLE: Refusal = { code: 'invalid', message: 'the server cannot process this entry' };

const FIELDS = new Set(['id', 'kind', 'at', 'body']);

function invalid(field: string, message: string): Refusal {
  return { code: 'invalid', message, field };
}

/** The first issue of a schema as a refusal. */
export function firstIssue(error: z.ZodError, under: string): Refusal {
  const issue = error.issues[0]!;
  const path = [...(under ? [under] : []), ...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])];
  return invalid(path.join('.'), issue.message);
}

/**
 * The path of a key `__proto__` at any depth of a value parsed from JSON; null: there is none. Schemas and copies skip
 * such a key, so it would be dropped in silence.
 */
function protoKey(value: unknown, path: string): string | null {
  if (value === null || typeof value !== 'object') return null;
  for (const [key, inner] of Object.entries(value)) {
    const at = `${path}.${key}`;
    const found = key === '__proto__' ? at : protoKey(inner, at);
    if (found !== null) return found;
  }
  return null;
}

/** Checks the shape of one entry, corrects what the writer's clock made (contract 4), and replaces its texts by papers. */
export function prepare(sent: Sent, writer: Writer, now: Instant, skew: number): Prepared | Refusal {
  const unknown = Object.keys(sent).find((key) => !FIELDS.has(key));
  if (unknown !== undefined) return invalid(unknown, `an entry has no field ${unknown}`);
  const { id, kind, at, body } = sent;
  if (!UUID.test(id)) return invalid('id', 'an entry id is a lower-case UUID');
  if (typeof kind !== 'string' || !isKind(kind)) return invalid('kind', 'there is no such kind of entry');
  if (!isRecordable(kind)) return invalid('kind', 'only the server writes this kind');
  const sentAt = at === undefined ? null : typeof at === 'string' ? parseInstant(at) : undefined;
  if (sentAt === undefined || (sentAt === null && at !== undefined)) {
    return invalid('at', 'an instant is ISO 8601 with an offset, such as 2023-06-07T09:00:00+08:00');
  }
  const proto = protoKey(body, 'body');
  if (proto !== null) return invalid(proto, 'there is no such field');
  const parsed = requestBodies[kind].safeParse(body);
  if (!parsed.success) return firstIssue(parsed.error, 'body');

  const { sourced, writerInstants = [] } = specOf(kind);
  const corrected = sentAt === null ? now : sentAt + skew;
  const sentBody: object = parsed.data;
  const taken = takeTexts(sentBody);
  const whole: Record<string, unknown> = { ...(taken.body as object), ...(sourced && { source: writer.source }) };
  let untimely = beforeFirst(corrected, 'at');
  if (corrected > now + FUTURE_TOLERATED_MS) {
    untimely = { code: 'future', message: 'at lies more than 2 minutes after the server’s clock', field: 'at' };
  }
  for (const field of writerInstants) {
    const instant = whole[field];
    if (typeof instant !== 'string') continue;
    const moved = fromIso(instant) + skew;
    untimely ??= beforeFirst(moved, `body.${field}`);
    whole[field] = toIso(moved);
  }
  const draft = { id, kind, at: corrected, actor: writer.actor, body: whole } as Draft;
  return { draft, sentAt, sentBody, papers: taken.papers, ...(untimely && { untimely }) };
}

/** Bounds hold for corrected instants (contract 4). */
function beforeFirst(at: Instant, field: string): Refusal | undefined {
  return at < FIRST_INSTANT ? invalid(field, 'corrected by the clocks, it lies before 1970') : undefined;
}

/** The same for a list: an entry on which it throws is refused, its neighbours are not. */
export function prepareAll(
  sent: readonly Sent[],
  { writer, now, skew }: { writer: Writer; now: Instant; skew: number },
  warn: (error: unknown, what: string) => void,
): (Prepared | Refusal)[] {
  return sent.map((one) => {
    try {
      return prepare(one, writer, now, skew);
    } catch (error) {
      warn(error, 'an entry was refused because it could not be read');
      return UNDECIDABLE;
    }
  });
}
