import { z } from 'zod';
import type { BeatsAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { reaches } from '../../shared/fold/reach';
import { STATUSES } from '../../shared/model/words';
import { reachOf, writes } from '../access/policy';
import { writeRight } from '../access/write-right';
import type { Context } from '../edge/context';
import { Failure } from '../edge/failure';
import { instantParam } from './params';
import { Routes } from './routes';

/** Any text: a device that is not there is refused by itself, and the others of its batch are heard. */
const deviceId = z.string().min(1).max(200);
const shape = {
  deviceIds: z.array(deviceId).optional(),
  beats: z
    .array(z.strictObject({ deviceId, status: z.enum(STATUSES).optional(), at: instantParam.optional() }))
    .optional(),
};

/** Signs of life, which are no entries (contract 4): for whoever may say what the status of a device is. */
export function heartbeatRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'account',
    { method: 'post', path: ROUTES.heartbeats, does: 'Takes heartbeats of devices.', status: 202, body: shape },
    async ({ res, account, body: { deviceIds, beats } }) => {
      if (!writes(account, 'status.observed')) throw new Failure('forbidden', 'this account may not');
      if ((deviceIds === undefined) === (beats === undefined)) {
        throw new Failure('bad-request', 'either deviceIds or beats is wanted', 'body');
      }
      const reach = reachOf(account);
      const voice = {
        writer: { actor: account.id, source: account.role === 'agent' ? 'agent' : 'probe' },
        sees: (fold, id, at) => reaches(fold.state, reach, `device:${id}`, at),
        may: writeRight(account),
      } satisfies Parameters<typeof context.beats.receive>[0];
      const list = beats ?? deviceIds!.map((id) => ({ deviceId: id }));
      res.status(202).json((await context.beats.receive(voice, list)) satisfies BeatsAnswer);
    },
  );
  return routes;
}
