import type { Status } from '../../shared/model/vocabulary';
import type { Shape } from '../view-models/rows';

/** The shape that stands for a device's status. */
export function shapeOfStatus(status: Status): Shape {
  return status === 'up' ? 'well' : status;
}
