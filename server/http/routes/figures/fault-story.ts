import { ROUTES } from '../../../../shared/contract/routes';
import { FaultStory } from '../../../../shared/contract/work/faults';
import type { Context } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { storyOf } from '../../../services/fault-story';
import { asOfParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

/** The whole story of one fault (semantics 7). */
export function faultStoryRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.faultStory,
      does: 'The story of a fault: how its deadline moved, and who did what.',
      query: { asOf: asOfParam.optional() },
      answer: FaultStory,
    },
    async ({ req, res, account, visibility, query: { asOf = null } }) => {
      const asked = { id: String(req.params['id']), asOf, visibility, requester: requesterOf(account, res) };
      const story = await storyOf(context, asked);
      if (!story) throw new ApiFailure('not-found', 'there is none of that id in faults');
      res.json(story satisfies FaultStory);
    },
  );
  return routes;
}
