import type { z } from 'zod';
import { listAnswer } from '../../contract/lists';
import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import type { ListContext, Lister } from './lister';

/** A filter by one property of an item. A property with several values fits when one of them does. */
export interface Filter<T, V extends string = string> {
  /** The closed set of its values; absent: any text. */
  values?: readonly V[];
  of(item: T, context: ListContext): V | readonly V[] | undefined;
}

/** What an item is sorted by: text in code units, or numbers; undefined comes last. */
export type SortKey = string | number | undefined;
/** As a method's type, so that a list of one item type is a list of any item. */
type SortOf<T> = { of(item: T): SortKey }['of'];

/**
 * The one description of a list: its route, its part of the OpenAPI document, its filters and order, the rights of
 * contract 3 and the client's typed reader follow from it. To add one: its item's schema in `shared/contract`, its file
 * here, and a line in `lists.ts`.
 */
export interface List<
  T extends { id: string },
  F extends Record<string, Filter<T>> = Record<string, Filter<T>>,
  S extends string = string,
> extends Lister<T> {
  /** What it holds, for the OpenAPI document. */
  does: string;
  /** The schema of an item: a named one. */
  schema: z.ZodType<T>;
  /** The schema of a page. */
  answer: z.ZodType;
  /** The right that reading it takes; an agent has `devices` and no other (contract 3). */
  right: 'read' | 'devices';
  /** What decides whether an account may know the item of an id; null: it belongs to no place, every reader may. */
  ref(id: string): Ref | null;
  filters: F;
  sorts: Record<S, SortOf<T>>;
  /** What `q` searches, without regard to case. */
  text(item: T): readonly (string | undefined)[];
  /** The references of the texts that an item names: `texts=true` gives them; absent: the list takes no such parameter. */
  papers?(item: T): readonly (string | undefined)[];
  /** The time of an item, for `from` and `to`; absent: the list takes neither. */
  span?(item: T): { from: Instant; to: Instant };
}

/** Gives a description its types: those of its item, the names of its filters and its sort keys. */
export function list<T extends { id: string }, F extends Record<string, Filter<T>>, S extends string>(
  description: Omit<List<T, F, S>, 'answer'>,
): List<T, F, S> {
  return { ...description, answer: listAnswer(description.schema, description.papers !== undefined) };
}

/** A filter over a closed set of values. */
export function oneOf<T, const V extends string>(values: readonly V[], of: Filter<T, V>['of']): Filter<T, V> {
  return { values, of };
}

/** A filter over any text. */
export function text<T>(of: (item: T) => string | undefined): Filter<T> {
  return { of };
}

/** The span of one instant on the wire. */
export function moment(at: string): { from: Instant; to: Instant } {
  const instant = Date.parse(at);
  return { from: instant, to: instant + 1 };
}
