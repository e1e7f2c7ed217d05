import type { RowState, Target } from '../../../shared/contract/http';
import { type Period } from '../../../shared/model/period';
import { type Scope, scopeText } from '../../../shared/model/scope';
import { INDICATOR_IDS, type IndicatorId } from '../../../shared/model/vocabulary';
import * as counts from './counts';
import { type Numbers, compliance, faultRate, plannedService, satisfaction, timelyRepair } from './rates';
import { type Figure, attestationOf, measuredState, qualitativeState, targetOf } from './states';
import { type OracleSuggestion, constructionOnTime, examSecurity, functionalSystems } from './suggestions';
import type { World } from './world';

export interface OracleRow extends Numbers {
  id: IndicatorId;
  target: Target | null;
  state: RowState;
  suggestion?: OracleSuggestion;
}

/** The twenty rows of section 9, in the printed order. */
export function allRows(world: World, scope: Scope, period: Period): OracleRow[] {
  const question: counts.Question = { scope, period, then: Math.min(period.to - 1, world.now) };
  return INDICATOR_IDS.map((id) => oneRow(world, question, id));
}

function oneRow(world: World, question: counts.Question, id: IndicatorId): OracleRow {
  const scope = scopeText(question.scope);
  const target = targetOf(world, scope, id, question.period.text);
  const measured = (numbers: Numbers, figure: Partial<Figure> = {}): OracleRow => {
    const state = measuredState(world, question, id, target, { value: numbers.value, ...figure });
    return { id, ...numbers, target, state };
  };
  const qualitative = (suggestion?: OracleSuggestion): OracleRow => {
    const state = qualitativeState(target, attestationOf(world, scope, id, question.period.text));
    return { id, value: null, target, state, suggestion };
  };
  switch (id) {
    case 'domestic-computers':
      return measured({ value: counts.domesticComputers(world, question) });
    case 'standard-seats':
      return measured({ value: counts.standardSeats(world, question) });
    case 'examinees-served':
      return measured(counts.examineesServed(world, question));
    case 'cities-covered':
      return measured({ value: counts.citiesCovered(world, question).size });
    case 'rooms-built':
      return measured({ value: counts.roomsBuilt(world, question) });
    case 'schools-covered':
      return measured({ value: counts.sitesCovered(world, question).size });
    case 'systems-online':
      return measured({ value: counts.systemsOnline(world, question) });
    case 'room-compliance':
      return measured(compliance(world, question).rooms);
    case 'device-compliance':
      return measured(compliance(world, question).devices);
    case 'fault-rate':
      return faultRateRow(world, question, target, measured);
    case 'timely-repair':
      return timelyRow(world, question, target, measured);
    case 'student-satisfaction':
    case 'teacher-satisfaction': {
      const numbers = satisfaction(world, question, id === 'student-satisfaction' ? 'student' : 'teacher');
      return measured(numbers, { worse: target?.op === '<=' ? numbers.high : numbers.low });
    }
    case 'construction-on-time':
      return qualitative(constructionOnTime(world, question));
    case 'functional-systems':
      return qualitative(functionalSystems(world, question));
    case 'exam-security':
      return qualitative(examSecurity(world, question));
    default:
      return qualitative();
  }
}

type Measured = (numbers: Numbers, figure?: Partial<Figure>) => OracleRow;

/** It is lost when the down time already is more than the target allows over the whole of P. */
function faultRateRow(world: World, question: counts.Question, target: Target | null, measured: Measured): OracleRow {
  const numbers = faultRate(world, question);
  const capped = target?.op === '<=' && typeof target.value === 'number';
  if (capped) numbers.plannedMs = plannedService(world, question);
  const lost = capped && numbers.numerator! > Number(target.value) * numbers.plannedMs!;
  return measured(numbers, {
    worse: target?.op === '<=' ? numbers.high : numbers.low,
    coverage: numbers.coverage,
    lost,
  });
}

/** It is lost when a fault is late and the target is 1. */
function timelyRow(world: World, question: counts.Question, target: Target | null, measured: Measured): OracleRow {
  const { faults, ...numbers } = timelyRepair(world, question);
  const coverage = faultRate(world, question).coverage ?? 0;
  return measured(numbers, {
    worse: numbers.low,
    lost: target?.op !== '<=' && target?.value === 1 && numbers.late! > 0,
    calm: faults === 0 && coverage >= 0.95,
  });
}
