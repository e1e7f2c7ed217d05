/** A room that examinees can be placed in: how many exam seats it has. */
export interface PlaceableRoom {
  id: string;
  seats: number;
}

/**
 * Places examinees over rooms in their order, each up to its exam seats (spare seats stay free).
 * @returns the number of each room, and how many found no seat
 */
export function placeOver(examinees: number, rooms: readonly PlaceableRoom[]): { placed: number[]; left: number } {
  let left = examinees;
  const placed = rooms.map(({ seats }) => {
    const here = Math.min(left, seats);
    left -= here;
    return here;
  });
  return { placed, left };
}
