import type { RoomReadiness } from '../../shared/contract/live';

/** A room of a sitting as a live page has it: inspected in time, unless it lacks something. */
export const roomReadiness = (
  roomId: string,
  placed: number,
  reasons: string[],
  more: Partial<RoomReadiness> = {},
): RoomReadiness => ({
  roomId,
  placed,
  reasons,
  seats: placed,
  devices: { working: 10, required: 10 },
  inspectedAt: '2025-03-06T02:00:00.000Z',
  inspectFrom: '2025-03-05T04:00:00.000Z',
  ...more,
});
