import {
  type Change,
  type Delta,
  type Snapshot,
  TOPICS,
  type Topic,
  type TopicData,
} from '../../../shared/contract/live';

type List = readonly { id: string }[];
/** A list as a map by id; a single value as it is, null before it is known. */
type Held<X> = X extends readonly (infer I)[] ? ReadonlyMap<string, I> : X | null;

/** What a page holds of each topic: a list as a map by id, named parts one by one. */
export type LiveTopics = {
  [T in Topic]: TopicData[T] extends List ? Held<TopicData[T]> : { [P in keyof TopicData[T]]: Held<TopicData[T][P]> };
};

/** What a page that watches knows; replaced as a whole, never changed in place, so that a reader keeps one consistent state. */
export interface LiveState extends LiveTopics {
  /** The last `to` of the server: where the next delta must begin. */
  to: number;
  zone: string;
  /** The identity of the ledger that `to` belongs to. */
  ledger: string;
}

/** A topic of which nothing is known. `status` and `indicators` have parts; the others are one list each. */
const EMPTY: LiveTopics = {
  status: { sites: new Map(), devices: new Map() },
  faults: new Map(),
  exams: new Map(),
  indicators: { answer: null, running: null },
};

type Part = ReadonlyMap<string, unknown> | object | null;
type Parts = Readonly<Record<string, Part>>;
type Given = List | object;

/** A snapshot as state. What it leaves out (the server sent only what came since) stays as it was known. */
export function fromSnapshot(snapshot: Snapshot, to: number, known: LiveState | null = null): LiveState {
  const topics = TOPICS.map((topic) => {
    const given = snapshot[topic];
    return [topic, given === undefined ? (known ?? EMPTY)[topic] : put(EMPTY[topic], given)];
  });
  return { ...(Object.fromEntries(topics) as LiveTopics), to, zone: snapshot.zone, ledger: snapshot.ledger };
}

/** The state after a delta. The caller has made sure that it fits (`plan`). */
export function applyDelta(state: LiveState, delta: Delta): LiveState {
  let next: LiveState = { ...state, to: delta.to };
  for (const change of delta.changes) next = { ...next, [change.topic]: applied(next[change.topic], change) };
  return next;
}

function applied(held: LiveTopics[Topic], change: Change): Part {
  return 'put' in change ? put(held, change.put) : gone(held, change.gone);
}

const isList = (given: Given | undefined): given is List => Array.isArray(given);

/** Whole things replace those of the same id, values the ones before. */
function put(held: Part, given: Given): Part {
  if (!isList(given)) return eachPart(held, given, put);
  const map = new Map(held instanceof Map ? held : []);
  for (const thing of given) map.set(thing.id, thing);
  return map;
}

function gone(held: Part, given: Given): Part {
  if (!Array.isArray(given)) return eachPart(held, given, gone);
  const map = new Map(held instanceof Map ? held : []);
  for (const id of given) map.delete(id);
  return map;
}

/** The named parts of a topic; a part that is no list is replaced. */
function eachPart(held: Part, given: object, apply: (held: Part, given: Given) => Part): Part {
  const parts: Record<string, Part> = { ...(held as Parts) };
  for (const [name, value] of Object.entries(given) as [string, Given][]) {
    parts[name] = Array.isArray(value) ? apply(parts[name] ?? null, value) : value;
  }
  return parts;
}
