import { equipmentThen } from '../context';
import { type Measure, ratio } from '../measure';

/** 设备设置达标率: Σ min(required, set up) ÷ Σ required, over the rooms that count (semantics 8). */
export const deviceCompliance: Measure = {
  id: 'device-compliance',
  version: 1,
  compute(context) {
    const slots = equipmentThen(context).flatMap((room) => room.slots);
    const sum = (pick: (slot: (typeof slots)[number]) => number) =>
      slots.reduce((total, slot) => total + pick(slot), 0);
    return ratio(
      sum((slot) => slot.setUp),
      sum((slot) => slot.required),
    );
  },
};
