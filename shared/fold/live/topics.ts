import { FaultTopic } from './faults';
import { SittingTopic } from './sittings';
import { StatusTopic } from './status-topic';
import type { LiveTopic, TopicSource } from './topic';

/** The topics that show things, by name. The indicators are figures: they are evaluated outside the fold. */
export function makeTopics(source: TopicSource) {
  return {
    status: new StatusTopic(source),
    faults: new FaultTopic(source),
    exams: new SittingTopic(source),
  } satisfies { [T in 'status' | 'faults' | 'exams']: LiveTopic<T> };
}

export type ThingTopics = ReturnType<typeof makeTopics>;
export type ThingTopic = keyof ThingTopics;
