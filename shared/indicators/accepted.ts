import { type Context, inPeriod } from './context';

/** The rooms of the scope accepted in P and not retired then: what the counts of construction are made of. */
export function acceptedInPeriod(context: Context) {
  return context.rooms.filter(({ facts }) => inPeriod(context, facts.accepted[0]!.at));
}
