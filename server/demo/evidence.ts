/** Survey answers, signed months and attestations over the years. */
import type { IndicatorId } from '../../shared/model/vocabulary';
import { localDate } from './calendar';
import { Random } from './random';
import type { Script } from './script';
import { AREA, DAY, type DemoSite, HOUR, wall } from './world';

export function evidence(script: Script, sites: readonly DemoSite[]): void {
  const year = Number(localDate(script.now).slice(0, 4));
  for (let one = 2023; one <= year; one++) surveys(script, sites, one);
  signedMonths(script);
  incidents(script);
  attest(script, 2023, wall('2024-01-15', '10:00'));
  explain(script, 2023, 'examinees-served', '下半年场次由省里统一调减');
  explain(script, 2023, 'systems-online', '五大子系统一次上线四套');
  if (year > 2023) attest(script, year, wall(`${year}-11-05`, '10:00'), ['pilot-zone', 'exam-reform']);
  // Last, so that the random numbers of everything else are the same with and without them.
  openAutumns(script, sites[0]!, year);
  openNow(script, sites);
}

/** The days of the autumn in which a year's answers are given. */
const SURVEYED_DAYS = 14;
const surveyOf = (year: number) => `SV-${year}`;
const surveyBegin = (year: number) => wall(`${year}-10-24`, '09:00');

function surveys(script: Script, sites: readonly DemoSite[], year: number): void {
  const { random } = script;
  const from = surveyBegin(year);
  // At the first site the answers came by the slips of a survey, elsewhere by those of another system.
  const ofSurvey = (siteId: string, at: number) =>
    siteId === sites[0]!.id && at < from + SURVEYED_DAYS * DAY ? { surveyId: surveyOf(year) } : {};
  const groups: ['student' | 'teacher', number, number][] = [
    ['student', 206, 0.94],
    ['teacher', 68, 0.925],
  ];
  for (const [group, answers, satisfied] of groups) {
    for (let index = 0; index < answers; index++) {
      const score = random.chance(satisfied) ? random.int(4, 5) : random.int(1, 3);
      const at = from + random.int(0, SURVEYED_DAYS * 24 * 60) * 60_000;
      const token = `${year}-${group}-${index}`;
      const siteId = random.pick(sites).id;
      const body = { group, siteId, score, token, ...ofSurvey(siteId, at) };
      script.tell('survey.answered', body, { at, actor: 'survey' });
    }
  }
}

/** The surveys of the autumns, each closed on the day after its last one. */
function openAutumns(script: Script, site: DemoSite, last: number): void {
  for (let year = 2023; year <= last; year++) {
    const [from, to] = [surveyBegin(year), surveyBegin(year) + SURVEYED_DAYS * DAY];
    const opened = { surveyId: surveyOf(year), name: `${year} 年秋季听说考试满意度`, from, to, at: from - 2 * DAY };
    open(script, site.id, opened);
    script.tell('survey.closed', { surveyId: surveyOf(year) }, { at: to + DAY });
  }
}

interface Opened {
  surveyId: string;
  name: string;
  from: number;
  to: number;
  at: number;
}
function open(script: Script, siteId: string, { surveyId, name, from, to, at }: Opened): void {
  const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  script.tell(
    'survey.opened',
    { surveyId, siteId, name, groups: ['student', 'teacher'], ...window, slips: 60 },
    { at },
  );
}

const OPEN = 'SV-NOW';
const OPEN_SEED = 1124;

/** A survey that is open now, with the answers of its first days: few, so that its interval is wide. */
function openNow(script: Script, sites: readonly DemoSite[]): void {
  // Of its own, so that nothing else of the demo depends on how many answers there are.
  const random = new Random(OPEN_SEED);
  const siteId = (sites[1] ?? sites[0]!).id;
  const from = script.now - 6 * DAY;
  open(script, siteId, { surveyId: OPEN, name: '模拟考试满意度', from, to: script.now + 15 * DAY, at: from - DAY });
  for (const [group, answers, satisfied] of [
    ['student', 18, 0.9],
    ['teacher', 5, 0.9],
  ] as const) {
    for (let index = 0; index < answers; index++) {
      const score = random.chance(satisfied) ? random.int(4, 5) : random.int(1, 3);
      const at = from + random.int(0, 6 * 24 * 60 - 1) * 60_000;
      const token = `now-${group}-${index}`;
      script.tell('survey.answered', { group, siteId, score, token, surveyId: OPEN }, { at, actor: 'survey' });
    }
  }
}

/** Each month is signed a few days into the next; this year's last two are still open. */
function signedMonths(script: Script): void {
  const last = localDate(script.now - 65 * DAY).slice(0, 7);
  for (let at = wall('2023-09-15'); localDate(at).slice(0, 7) <= last; at += 30.44 * DAY) {
    const month = localDate(at).slice(0, 7);
    script.tell('incident.monthSigned', { area: AREA, month }, { at: wall(`${month}-01`) + 35 * DAY + 9 * HOUR });
  }
  for (const month of ['2023-01', '2023-02', '2023-03', '2023-04', '2023-05', '2023-06', '2023-07', '2023-08']) {
    script.tell('incident.monthSigned', { area: AREA, month }, { at: wall('2023-12-01', '11:00') });
  }
}

function incidents(script: Script): void {
  const note = script.note('开考前五分钟短时停电，UPS 供电，未影响作答');
  script.tell(
    'incident.reported',
    { incidentId: 'INC-1', siteId: 'K06', grade: 'IV', note },
    { at: wall('2024-03-09', '09:10') },
  );
}

const STATEMENTS: Partial<Record<IndicatorId, [percent: number, grade: 'met' | 'partly', text: string]>> = {
  'functional-systems': [95, 'met', '各功能系统运行稳定'],
  'pilot-zone': [92, 'met', '接待全省现场观摩两次'],
  'construction-on-time': [78, 'partly', '终验晚九天'],
  'exam-reform': [90, 'met', '人机对话考试全部在标准化考场进行'],
  'exam-security': [96, 'met', '全年无重大突发事故'],
  'public-service': [88, 'met', '考生服务满意'],
  'av-dispatch': [88, 'met', '视音频调度接入省平台'],
};

function attest(script: Script, year: number, at: number, only?: IndicatorId[]): void {
  for (const [indicator, [percent, grade, text]] of Object.entries(STATEMENTS)) {
    if (only && !only.includes(indicator as IndicatorId)) continue;
    const about = { scope: AREA, indicator: indicator as IndicatorId, period: String(year) };
    script.tell('attestation.made', { ...about, percent, grade, statement: script.note(text) }, { at });
  }
}

function explain(script: Script, year: number, indicator: IndicatorId, text: string): void {
  const at = wall(`${year + 1}-01-16`, '10:00');
  script.tell(
    'deviation.explained',
    { scope: AREA, indicator, period: String(year), reason: script.note(text) },
    { at },
  );
}
