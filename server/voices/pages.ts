import type { PublicDevice } from '../../shared/fold/query/public-device';
import { BUILT_IN_CATEGORIES, VOICE_PROBLEM_NAMES } from '../../shared/model/catalogue';
import type { Instant } from '../../shared/model/instant';
import { VOICE_PROBLEMS, type VoiceProblem } from '../../shared/model/vocabulary';
import { type FormError, NOTE_MAX, type VoiceForm, saidBy } from './form';
import { type Markup, html, isolated } from './html';
import { LANGUAGES, type Language, type VoiceTexts } from './texts';

/** A page that is complete without a script: one column of 375–430 px first. */
function page(language: Language, { body, foot }: { body: Markup; foot?: Markup }): string {
  const { title } = LANGUAGES[language];
  const { text } = html`<html lang="${language}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      <title>${title}</title>
      <link rel="icon" href="/icon.svg" />
      <link rel="stylesheet" href="/voice.css" />
    </head>
    <body>
      <main>${body}</main>
      ${foot === undefined ? false : html`<footer>${foot}</footer>`}
    </body>
  </html> `;
  return `<!doctype html>\n${text}`;
}

const WARNING = html`<svg viewBox="0 0 20 18" aria-hidden="true"><path d="M10 0 20 18H0z" /></svg>`;
const CHECK = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m5 12.5 4.5 4.5L19 7.5" /></svg>`;

const nameOf = ({ label, id }: PublicDevice) => isolated(label ?? id);
const roomOf = ({ room }: PublicDevice) => room !== undefined && html`${isolated(room)}　 `;

function categoryOf({ category }: PublicDevice, language: Language): string {
  const found = BUILT_IN_CATEGORIES.get(category);
  return found ? (language === 'en' ? found.en : found.zh) : category;
}

const problemName = (problem: VoiceProblem, language: Language): string =>
  VOICE_PROBLEM_NAMES[problem][language === 'en' ? 'en' : 'zh'];

const step = (mark: Markup, text: string, isDone = false) =>
  html`<li${isDone && html` class="done"`}><span class="mark" aria-hidden="true">${mark}</span>${text}</li>`;

interface FormLook {
  device: PublicDevice;
  form: VoiceForm & { entryId: string };
  error: FormError | null;
}

/** The page of a device: what is wrong with it, to be sent without an account. */
export function formPage(language: Language, { device, form, error }: FormLook): string {
  const t = LANGUAGES[language];
  const path = encodeURIComponent(device.id);
  const boxes = VOICE_PROBLEMS.map(
    (problem) =>
      html`<label
        ><input type="checkbox" name="problem" value="${problem}" ${form.problems.includes(problem) && html`checked`} />
        <span>${problemName(problem, language)}</span></label
      >`,
  );
  const warning = html`<p class="warning">
    ${WARNING}<span><b>${t.warning}</b> ${t.warningText}</span>
  </p>`;
  const body = html`<h1>${roomOf(device)}${nameOf(device)}</h1>
    <p class="lead">${isolated(device.site)}　${isolated(categoryOf(device, language))}　${isolated(device.id)}</p>
    ${device.isInSitting && warning} ${error !== null && html`<p class="error" role="alert">${t[error]}</p>`}
    <form method="post" action="/v/${path}" accept-charset="utf-8">
      <input type="hidden" name="id" value="${form.entryId}" />
      <fieldset>
        <legend>${t.what} <small>${t.several}</small></legend>
        <div class="boxes">${boxes}</div>
      </fieldset>
      <label class="caption" for="note">${t.note} <small>${t.optional}</small></label>
      <textarea id="note" name="note" rows="3" maxlength="${String(NOTE_MAX)}" dir="auto">${form.note}</textarea>
      <button type="submit">${t.send}</button>
    </form>
    <h2>${t.next}</h2>
    <ol class="small">
      ${[step(html`1`, t.nextMerged), step(html`2`, t.nextJudged)]}
    </ol>`;
  const foot = html`<p>${t.privacy}</p>
    <p><a href="/m/devices/${path}">${t.technician}</a></p>`;
  return page(language, { body, foot });
}

interface ThanksLook {
  device: PublicDevice;
  form: VoiceForm;
  voiceId: string;
  at: Instant;
  zone: string;
}

/** What was received, under a number that can be told to the technician. */
export function thanksPage(language: Language, { device, form, voiceId, at, zone }: ThanksLook): string {
  const t = LANGUAGES[language];
  const said = saidBy(form)
    .map((problem) => problemName(problem, language))
    .join(t.comma);
  const row = (name: string, value: Markup) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  const rows = [
    row(t.number, html`<b>${voiceId}</b>`),
    row(t.device, html`${isolated(device.site)}　${roomOf(device)}${nameOf(device)}`),
    row(t.problem, html`${said}${form.note !== '' && html`${t.stop}${isolated(form.note)}`}`),
    row(t.time, html`${shortTime(at, zone)}`),
  ];
  const body = html`<p class="tick">${CHECK}</p>
    <h1>${t.thanks}</h1>
    <p class="lead">${t.close}</p>
    <dl>${rows}</dl>
    <h2>${t.next}</h2>
    <ol>
      ${[step(CHECK, t.sent, true), step(html`2`, t.looks), step(html`3`, t.repairs)]}
    </ol>`;
  return page(language, { body, foot: html`<p>${t.another}</p>` });
}

export type Problem = 'missing' | 'off' | 'tooFast' | 'tooLarge' | 'badForm' | 'failed';

/** What is wrong and what to do. */
export function problemPage(language: Language, problem: Problem, retryAfterS = 0): string {
  const t: VoiceTexts = LANGUAGES[language];
  const text = problem === 'tooFast' ? t.tooFastText(Math.ceil(retryAfterS / 60)) : t[`${problem}Text`];
  return page(language, {
    body: html`<h1>${t[problem]}</h1>
      <p class="lead">${text}</p>`,
  });
}

/** `12-15 14:36` on the clocks of the business zone. */
function shortTime(at: Instant, timeZone: string): string {
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    month: two,
    day: two,
    hour: two,
    minute: two,
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part['month']}-${part['day']} ${part['hour']}:${part['minute']}`;
}
