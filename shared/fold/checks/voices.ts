import { type Check, refuse } from './context';

/**
 * A dismissal of a registered device is taken even where no voice is open: two technicians may dismiss the same ones
 * without a network, and neither has anything to mend.
 */
export const checkVoiceDismissed: Check<'fault.voiceDismissed'> = ({ canSee }, { body: { deviceId } }) =>
  canSee(`device:${deviceId}`) ? null : refuse('unknown-device', `there is no device ${deviceId}`, 'deviceId');
