import type { Entry } from '../../../shared/model/entry';
import { FIRST_PREV, entryFromWire, type WireEntry } from '../../../shared/model/entry';
import { canonical } from '../../../shared/model/canonical';
import { isLedgerInstant } from '../../../shared/model/instant';
import { isKind, ledgerBodies } from '../../../shared/model/kinds';
import { ID, UUID } from '../../../shared/model/patterns';
import { sha256 } from '../writing/chain';

/** The first invalid line of a ledger file: `seq` is its position, counted from 1 (contract 7). */
export class BadLine extends Error {
  constructor(
    readonly seq: number,
    what: string,
  ) {
    super(`entry ${seq}: ${what}`);
  }
}

const FIELDS = ['actor', 'at', 'body', 'hash', 'id', 'kind', 'prev', 'recordedAt', 'seq'];
const HASH = /^[0-9a-f]{64}$/;

/** Checks the lines of an export one after the other: form, shape, hash, chain and order (contract 7, semantics 2). */
export class LineChecker {
  #seq = 0;
  #prev = FIRST_PREV;
  #recordedAt = '';
  #ids = new Set<string>();

  get head(): { seq: number; hash: string } {
    return { seq: this.#seq, hash: this.#prev };
  }

  /** @throws BadLine */
  take(line: string): Entry {
    const expected = this.#seq + 1;
    const bad = (what: string) => new BadLine(expected, what);
    const wire = parsed(line, bad);
    if (wire['seq'] !== expected) throw bad(`missing: the line in its place says seq ${String(wire['seq'])}`);
    checkShape(wire, bad);
    const { hash, prev, recordedAt, id } = wire as { hash: string; prev: string; recordedAt: string; id: string };
    if (hashOf(line) !== hash) throw bad('its hash is wrong: what it says was changed');
    if (prev !== this.#prev) throw bad('the chain is broken: it does not follow the entry before it');
    // Both are ISO in UTC with milliseconds: as texts they compare as instants do.
    if (recordedAt < this.#recordedAt) throw bad('it was recorded before the entry before it');
    if (this.#ids.has(id)) throw bad('its id stands in the ledger already');
    this.#ids.add(id);
    this.#seq = expected;
    this.#prev = hash;
    this.#recordedAt = recordedAt;
    return entryFromWire(wire as WireEntry);
  }
}

function parsed(line: string, bad: (what: string) => BadLine): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw bad('the line is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('the line is not an entry');
  let same = false;
  try {
    same = canonical(value) === line;
  } catch {
    // A value without a canonical form was not written in it.
  }
  if (!same) throw bad('the line is not canonical JSON');
  return value as Record<string, unknown>;
}

function checkShape(wire: Record<string, unknown>, bad: (what: string) => BadLine): void {
  const names = Object.keys(wire);
  if (names.length !== FIELDS.length || !FIELDS.every((name) => name in wire))
    throw bad('its fields are not an entry’s');
  const { actor, at, body, hash, id, kind, prev, recordedAt } = wire;
  const text = (value: unknown, form: RegExp) => typeof value === 'string' && form.test(value);
  if (typeof kind !== 'string') throw bad('its kind is not a text');
  if (!isKind(kind)) throw bad(`made by a newer version: there is no kind ${kind} here`);
  if (!text(id, UUID)) throw bad('its id is not a lower-case UUID');
  if (!text(actor, ID)) throw bad('its actor is not an account id');
  if (!text(hash, HASH) || !text(prev, HASH)) throw bad('hash and prev are 64 hex digits');
  for (const [name, value] of Object.entries({ at, recordedAt })) {
    if (typeof value !== 'string' || !isLedgerInstant(value)) throw bad(`${name} is not UTC with milliseconds`);
  }
  const result = ledgerBodies[kind].safeParse(body);
  if (result.success) return;
  const issue = result.error.issues[0]!;
  throw bad(`${['body', ...issue.path].join('.')}: ${issue.message}`);
}

/**
 * The hash of a canonical line: of its text without the hash itself. What follows the hash (id, kind, prev, recordedAt,
 * seq) holds no free text, so the last `,"hash":"` is the field.
 */
function hashOf(line: string): string {
  const start = line.lastIndexOf(',"hash":"');
  return sha256(line.slice(0, start) + line.slice(start + ',"hash":""'.length + 64));
}
