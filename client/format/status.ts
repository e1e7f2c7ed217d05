import type { Status } from '../../shared/model/vocabulary';

/** The shape beside every status and state: no colour stands alone. */
export type Shape = 'well' | 'degraded' | 'down' | 'unknown';

/** The shape that stands for a device's status. */
export function shapeOfStatus(status: Status): Shape {
  return status === 'up' ? 'well' : status;
}
