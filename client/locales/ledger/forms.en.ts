import type { RefusalCode } from '../../../shared/model/vocabulary';
import type { FailureCode } from '../../vocabulary';
import { fieldLabelsEn } from './fields';
import type { Shape } from '../../i18n';
import type { formMessages } from './forms.zh-CN';

export const refusal: Record<RefusalCode, string> = {
  invalid: '“{field}” is not valid. Correct it and submit again.',
  'unknown-site': '“{field}” names a site that does not exist or is not in your scope. Check the id.',
  'unknown-room': '“{field}” names a room that does not exist or is not in your scope. Check the id.',
  'unknown-device': '“{field}” names a device that does not exist or is not in your scope. Check the id.',
  'unknown-fault': '“{field}” names a fault that does not exist or is not in your scope. Reload the page and check.',
  'unknown-reference': '“{field}” names something that does not exist or is not in your scope. Check it.',
  exists: '“{field}” is in use already. Choose another id and submit again.',
  'not-in-service':
    '“{field}”: the device was not in service then. Change the time, or record its commissioning first.',
  future: '“{field}” is later than the server’s clock. Choose now or an earlier time.',
  'too-late': '“{field}” is further back than a technician may record. Ask the exam office to record it.',
  order:
    '“{field}”: the present state does not allow this step; somebody may have recorded another one just now. Look at the latest entries, then change the time or cancel.',
  'exam-freeze':
    '“{field}”: a sitting uses it then, so maintenance cannot be planned. Choose another time, or say why it has to be.',
  'over-budget': '“{field}” exceeds the project’s budget. Change the amount, or adjust the budget first.',
  'off-purpose': '“{field}” is not among the purposes of this grant. Choose another purpose.',
  'before-grant': '“{field}” is before the grant was received. Check the time.',
  'closed-year': '“{field}” lies in a closed year. Explain it as an amendment.',
  forbidden: '“{field}”: your account may not record this. Ask the exam office or an administrator.',
  conflict: '“{field}”: other content was recorded under the same id. Fill the form in again.',
};

export const recordFailure: Record<FailureCode, string> = {
  'bad-request': 'The server does not accept this content; nothing was recorded. Reload the page and try again.',
  unauthenticated: 'Your session has ended; nothing was recorded. Log in and try again.',
  'second-factor': 'A second factor is wanted; nothing was recorded. Complete it first.',
  forbidden: 'Your account may not record now; nothing was recorded. Ask an administrator.',
  'not-found': 'The server does not have this function; nothing was recorded. Reload the page and try again.',
  erased: 'This paper was erased; nothing was recorded.',
  conflict: 'The server has something else; nothing was recorded. Reload the page and try again.',
  'unsupported-type': 'The server does not take such a file; nothing was recorded. Use a JPEG, PNG or WebP image.',
  'too-large': 'The content is too large; nothing was recorded. Shorten the note.',
  'too-fast': 'Too many requests; nothing was recorded. Wait a few seconds and submit again.',
  'not-ready': 'The server is reading its ledger; nothing was recorded. Submit again later.',
  'required-action': 'Something is to be done first; nothing was recorded. Log in again, and the page leads you to it.',
  busy: 'The server is busy; nothing was recorded. Submit again in a moment.',
  clock:
    'The server’s clock was set while it ran; nothing was recorded. Tell an administrator, and submit again later.',
  storage:
    'The server failed to write, so it is not known whether this was recorded. Send it again: the same entry is recorded once.',
  internal:
    'The server failed, so it is not known whether this was recorded. Send it again: the same entry is recorded once.',
  offline:
    'The server did not answer, so it is not known whether this was recorded. Send it again: the same entry is recorded once.',
  'no-cookie': 'The browser has not kept the session; nothing was recorded.',
  timeout:
    'The server did not answer in time, so it is not known whether this was recorded. Send it again: the same entry is recorded once.',
};

/** More exact sentences for some kinds of entry (`../format/refusals.ts`). */
export const refusalOf = {
  voidOrder: 'Other entries depend on “{field}”. Void those first.',
  voidForbidden: '“{field}”: you can void only what you recorded within 24 hours. Ask the exam office.',
  cancelSitting: 'The sitting is cancelled already, or has begun: it can be cancelled only before.',
  attendCancelled: 'The sitting is cancelled: nobody attended it.',
  signReady:
    'It cannot be signed now: the room is no longer ready, or the sitting has begun or is cancelled. See the four conditions.',
  signOtherRoom: 'The sitting does not use this room.',
  verifyForbidden: '“{field}”: a repair is verified by somebody other than its repairer.',
};

/** Recording: forms, actions, results, and why an entry was refused and how to mend it. */
export const formMessagesEn: Shape<typeof formMessages> = {
  refusal,
  recordFailure,
  field: fieldLabelsEn,
  refusalOf,
  offline: {
    title: 'The server does not answer',
    text: 'Opened with the last account, {name}; nothing has been read yet.',
    retry: 'Tries every 2 s and continues by itself',
  },
  form: {
    cancel: 'Cancel',
    close: 'Close',
    again: 'Send again',
    required: 'required',
    optional: 'optional',
    now: 'Now',
    nowHelp: 'Leave empty for now',
    missing: 'Fill in “{field}”.',
    choose: 'Choose “{field}”.',
    notDateTime: 'Write it as 2026-11-20 18:00.',
    refused: '{what}: {why}',
    locked: 'The content cannot be changed until the result is known.',
  },
  action: {
    label: 'Actions on this device',
    move: 'Move',
    status: 'Log status',
    report: 'Report fault',
    repaired: 'Log repair',
    verify: 'Verify',
    more: 'Actions on entry {seq}',
    correct: 'Correct…',
    void: 'Void…',
    ownRepair: 'You repaired {faults}; somebody else has to verify it.',
    recorded: 'Recorded: {what} ({seq})',
    dismiss: 'Dismiss',
  },
  entryForm: {
    statusTitle: 'Log status: {name}',
    statusSubmit: 'Log status',
    reportTitle: 'Report a fault: {name}',
    reportSubmit: 'Report fault',
    repairedTitle: 'Log a repair: {name}',
    repairedSubmit: 'Log repair',
    verifyTitle: 'Verify a repair: {name}',
    verifySubmit: 'Verify',
    voidTitle: 'Void entry {seq}',
    voidSubmit: 'Void',
    voidLead: '“{text}” no longer counts in any figure. The entry and this void both stay in the ledger.',
    correctTitle: 'Correct entry {seq}',
    correctSubmit: 'Correct',
    correctLead: 'Records the corrected observation, then voids “{text}”.',
    impact: { down: 'Down', degraded: 'Degraded', none: 'No impact' },
    severityHelp: 'Default for {category}: {severity}',
    startedAt: 'Fault began',
    startedHelp: 'Leave empty if it has just begun; time before the report counts as downtime',
    faults: 'Faults',
    fault: '{id} {severity}, reported {time}',
    faultOne: 'Fault',
    at: 'Time',
    correctStatus: 'Correct status',
    correctAt: 'Correct time',
    reason: 'Reason',
    reasonHelp: 'For a later audit, e.g. wrong device number',
    note: 'Note',
  },
};
