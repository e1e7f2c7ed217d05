import type { Status } from '../../shared/model/words';
import type { Shape } from '../charts/rows';

/** The shape that stands for a device's status. */
export function shapeOfStatus(status: Status): Shape {
  return status === 'up' ? 'well' : status;
}
