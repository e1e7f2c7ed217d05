import type { RequestBodyOf, RecordableKind } from '../../shared/model/kinds';
import type { Refusal } from '../../shared/model/vocabulary';

type BodyField = { [K in RecordableKind]: keyof RequestBodyOf<K> & string }[RecordableKind];
/** Every field that a refusal can name: of an entry, and of the body of every kind. */
export type FieldName = 'id' | 'kind' | 'at' | BodyField;

export interface RefusalText {
  /** The message key of the sentence. */
  key: string;
  /** The path of the field at fault without `body.`, innermost name last; empty when the server names none. */
  path: readonly string[];
}

/** Where a kind has a more exact sentence than its refusal code. */
const OF_KIND: Partial<Record<RecordableKind, Partial<Record<Refusal['code'], string>>>> = {
  'entry.voided': { order: 'refusalOf.voidOrder', forbidden: 'refusalOf.voidForbidden' },
  'exam.cancelled': { order: 'refusalOf.cancelSitting' },
  'exam.attended': { order: 'refusalOf.attendCancelled' },
  'room.readySigned': { order: 'refusalOf.signReady', 'unknown-room': 'refusalOf.signOtherRoom' },
  'fault.verified': { forbidden: 'refusalOf.verifyForbidden' },
};

/** The field that a code is about where the server names none. */
const ABOUT: Partial<Record<Refusal['code'], FieldName>> = {
  order: 'at',
  exists: 'id',
  forbidden: 'kind',
  conflict: 'id',
};

/** A refusal as the key of its sentence and the field that the sentence names. */
export function refusalText({ code, field }: Refusal, kind: RecordableKind): RefusalText {
  const named = field?.split('.').filter((part) => part !== 'body' && !/^\d+$/.test(part)) ?? [];
  const about = ABOUT[code];
  return {
    key: OF_KIND[kind]?.[code] ?? `refusal.${code}`,
    path: named.length > 0 ? named : about ? [about] : [],
  };
}
