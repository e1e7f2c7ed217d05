import type { Kysely } from 'kysely';
import type { EntryRow } from './sql';
import { textOf } from './query';
import type { NewRow } from '../store';
import type { Tables } from './tables';

/** The statements that put an entry into its tables. */
export interface AppendTexts {
  /** Values: seq, then `EntryRow.values`. */
  entry: string;
  /** Values: entity, seq. */
  entity: string;
  /** Values: mark, seq, actor. */
  mark: string;
  /** Values: ref, salt, bytes. A paper that is there already stays as it is. */
  paper: string;
  /** The last seq, as `seq`; null when there is no entry. */
  last: string;
}

export function appendTexts(build: Kysely<Tables>): AppendTexts {
  const none = new Uint8Array();
  const entry = { seq: 0, id: '', kind: '', recorded_at: 0, sent_at: 0, line: '' };
  return {
    entry: textOf(build.insertInto('entries').values(entry)),
    entity: textOf(
      build
        .insertInto('entry_entities')
        .values({ entity: '', seq: 0 })
        .onConflict((on) => on.doNothing()),
    ),
    mark: textOf(build.insertInto('entry_marks').values({ mark: '', seq: 0, actor: '' })),
    paper: textOf(
      build
        .insertInto('papers')
        .values({ ref: '', salt: none, bytes: none })
        .onConflict((on) => on.doNothing()),
    ),
    last: textOf(build.selectFrom('entries').select((of) => of.fn.max('seq').as('seq'))),
  };
}

/** A row as plain data. Salt and bytes are copied: a slice sent to a thread would take its whole buffer along. */
export function rowOf({ entry, line, sentAt, entities, marks, papers }: NewRow): EntryRow {
  return {
    seq: entry.seq,
    values: [entry.id, entry.kind, entry.recordedAt, sentAt, line],
    entities,
    marks: marks.map((mark) => [mark, entry.actor]),
    papers: papers.map(({ ref, salt, bytes }) => [ref, Uint8Array.from(salt), Uint8Array.from(bytes)]),
  };
}
