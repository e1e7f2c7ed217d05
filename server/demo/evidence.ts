/** Survey answers, signed months and attestations over the years. */
import type { IndicatorId } from '../../shared/model/vocabulary';
import { localDate } from './calendar';
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
}

function surveys(script: Script, sites: readonly DemoSite[], year: number): void {
  const { random } = script;
  const groups: ['student' | 'teacher', number, number][] = [
    ['student', 206, 0.94],
    ['teacher', 68, 0.925],
  ];
  for (const [group, answers, satisfied] of groups) {
    for (let index = 0; index < answers; index++) {
      const score = random.chance(satisfied) ? random.int(4, 5) : random.int(1, 3);
      const at = wall(`${year}-10-24`, '09:00') + random.int(0, 14 * 24 * 60) * 60_000;
      const token = `${year}-${group}-${index}`;
      script.tell('survey.answered', { group, siteId: random.pick(sites).id, score, token }, { at, actor: 'survey' });
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
