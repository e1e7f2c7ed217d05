import { checkObserved } from '../checks/devices';
import { checkVoiceDismissed } from '../checks/voices';
import { voicesOf } from '../state/state';
import { type Handlers, filing, signed } from './handler';

/** Voices change no time line and no fault: nothing is marked. */
export const voiceHandlers = {
  'fault.voiced': filing({
    log: (state, { body }) => voicesOf(state, body.deviceId).voiced,
    value: ({ body: { problems, note } }) => ({ problems, ...(note !== undefined && { note }) }),
    check: checkObserved,
  }),
  'fault.voiceDismissed': filing({
    log: (state, { body }) => voicesOf(state, body.deviceId).dismissed,
    value: signed,
    check: checkVoiceDismissed,
  }),
} satisfies Handlers;
