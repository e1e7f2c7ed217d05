import type { BodyOf, Kind } from '../../shared/model/kinds';

type Head<K> = K extends `${infer Part}.${string}` ? Part : never;
type Tail<K, H extends string> = K extends `${H}.${infer Part}` ? Part : never;
type KeysOf<T> = T extends unknown ? keyof T & string : never;

/** A word for every kind of entry, by its two parts (`fault` `verified`): a kind without one does not compile. */
export type KindWords = { [H in Head<Kind>]: { [T in Tail<Kind, H>]: string } };

/** A field of the body of any kind. */
export type BodyField = { [K in Kind]: KeysOf<BodyOf<K>> }[Kind];
export type FieldWords = Record<BodyField, string>;
