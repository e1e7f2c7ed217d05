import { liveSitting } from '../device/device-timeline';
import { surveyRun, surveyStateAt } from '../survey/survey-run';
import { type Check, type CheckContext, refuse } from './context';

/** A sitting of a survey is one of its site. */
export const checkSurveyOpened: Check<'survey.opened'> = ({ state }, { body: { siteId, sittingId } }) =>
  sittingId === undefined || liveSitting(state, sittingId)?.siteId === siteId
    ? null
    : refuse('unknown-reference', `sitting ${sittingId} is not in site ${siteId}`, 'sittingId');

export const checkSurveyClosed: Check<'survey.closed'> = ({ state }, { at, body: { surveyId } }) => {
  const run = surveyRun(state, surveyId);
  return run && surveyStateAt(run, at) === 'closed' ? refuse('order', 'the survey is closed already') : null;
};

/** What is said of a survey is said of its site and one of its groups. */
function beside({ state }: CheckContext, body: { siteId: string; surveyId?: string; group: 'student' | 'teacher' }) {
  const run = body.surveyId === undefined ? null : surveyRun(state, body.surveyId);
  if (!run) return null;
  if (run.plan.siteId !== body.siteId) return refuse('invalid', `survey ${body.surveyId} is of another site`, 'siteId');
  return run.plan.groups.includes(body.group) ? null : refuse('invalid', 'the survey does not ask this group', 'group');
}

export const checkCounted: Check<'survey.counted'> = (context, { body }) => beside(context, body);

/** A survey token answers once (semantics 9), and its survey only while it is open. */
export const checkAnswer: Check<'survey.answered'> = (context, { at, body }) => {
  const { state } = context;
  if (state.evidence.answers.get(body.token)?.length)
    return refuse('exists', 'this token has answered already', 'token');
  const run = body.surveyId === undefined ? null : surveyRun(state, body.surveyId);
  if (run && surveyStateAt(run, at) !== 'open') return refuse('order', 'the survey is not open then', 'surveyId');
  return beside(context, body);
};
