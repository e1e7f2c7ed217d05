import { z } from 'zod';
import { BeatsAnswer } from '../../../../shared/contract/work/heartbeats';
import { ROUTES } from '../../../../shared/contract/routes';
import { STATUSES } from '../../../../shared/model/vocabulary';
import { mayRecord, visibilityOf } from '../../../access/policy';
import { authorizeEntry, earliestAt } from '../../../access/authorize-entry';
import type { Context } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { instantParam } from '../../params';
import { Routes } from '../../routes';

/** Heartbeats of one request. */
const MOST = 1000;

/** Any text: an unknown device is refused by itself, and the other heartbeats of the batch are accepted. */
const deviceId = z.string().min(1).max(200);
const shape = {
  deviceIds: z.array(deviceId).optional(),
  beats: z
    .array(z.strictObject({ deviceId, status: z.enum(STATUSES).optional(), at: instantParam.optional() }))
    .optional(),
};

/** Heartbeats, which are no entries (contract 4): for accounts that may record the status of a device. */
export function heartbeatRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'account',
    {
      method: 'post',
      path: ROUTES.heartbeats,
      does: 'Takes heartbeats of devices.',
      status: 202,
      body: shape,
      answer: BeatsAnswer,
    },
    async ({ res, account, body: { deviceIds, beats } }) => {
      if (!mayRecord(account, 'status.observed')) throw new ApiFailure('forbidden', 'this account may not');
      if ((deviceIds === undefined) === (beats === undefined)) {
        throw new ApiFailure('bad-request', 'either deviceIds or beats is wanted', 'body');
      }
      const visibility = visibilityOf(account);
      const voice = {
        writer: { actor: account.id, source: account.role === 'agent' ? 'agent' : 'probe' },
        canSee: (fold, id, at) => fold.scoped.isVisible(visibility, `device:${id}`, at),
        earliest: (fold, now) => earliestAt(account, fold, now),
        authorize: authorizeEntry(account),
      } satisfies Parameters<typeof context.heartbeats.receive>[0];
      if ((beats ?? deviceIds!).length > MOST) {
        throw new ApiFailure('too-large', `a request holds at most ${MOST} heartbeats`, beats ? 'beats' : 'deviceIds');
      }
      const list = beats ?? deviceIds!.map((id) => ({ deviceId: id }));
      res.status(202).json((await context.heartbeats.receive(voice, list)) satisfies BeatsAnswer);
    },
  );
  return routes;
}
