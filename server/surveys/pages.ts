import type { PublicSurvey } from '../../shared/fold/query/public-survey';
import type { Instant } from '../../shared/model/instant';
import { type Markup, html, isolated } from '../voices/html';
import { COMMENT_MAX, type FormError, SCORES, type SurveyForm } from './form';
import { LANGUAGES, type Language } from './texts';

/** A page that is complete without a script, a cookie or a font: one column of 375–430 px first. */
function page(language: Language, body: Markup): string {
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
    </body>
  </html> `;
  return `<!doctype html>\n${text}`;
}

interface Look {
  survey: PublicSurvey;
  zone: string;
}

function head(language: Language, { survey, zone }: Look): Markup {
  const t = LANGUAGES[language];
  const when = survey.sittingAt !== undefined && html` 　${sittingTime(survey.sittingAt, zone, t)}`;
  return html`<h1>${isolated(survey.name ?? t.general)}</h1>
    <p class="lead">${isolated(survey.site)}${when}</p>`;
}

interface FormLook extends Look {
  /** The survey's id and the slip, as in the address. */
  address: string;
  form: SurveyForm & { entryId: string };
  errors: readonly FormError[];
}

/** The form of one slip. */
export function formPage(language: Language, { survey, zone, address, form, errors }: FormLook): string {
  const t = LANGUAGES[language];
  const wrong = (...of: FormError[]) => {
    const found = errors.find((error) => of.includes(error));
    return found !== undefined && html`<p class="error" id="${of[0]!}">${t[found]}</p>`;
  };
  const describes = (...of: FormError[]) =>
    errors.some((error) => of.includes(error)) && html`aria-describedby="${of[0]!}"`;
  const radio = (name: string, value: string, text: string, isChosen: boolean, mark: string) =>
    html`<label
      ><input type="radio" name="${name}" value="${value}" ${isChosen && html`checked`} />
      <span>${text}</span>${mark !== '' && html`<span class="mark-right">${mark}</span>`}</label
    >`;
  const groups =
    survey.groups.length > 1 &&
    html`<fieldset ${describes('noGroup')}>
      <legend>${t.who}</legend>
      ${wrong('noGroup')}
      <div class="boxes">${survey.groups.map((one) => radio('group', one, t[one], form.group === one, ''))}</div>
    </fieldset>`;
  const scores = SCORES.map((one) => radio('score', String(one), t[`score${one}`], form.score === one, String(one)));
  return page(
    language,
    html`${head(language, { survey, zone })}
      ${errors.length > 0 && html`<p class="error" role="alert">${t.notSent}</p>`}
      <form method="post" action="/s/${encodeURIComponent(address)}" accept-charset="utf-8">
        <input type="hidden" name="id" value="${form.entryId}" />
        ${groups}
        <fieldset ${describes('noScore')}>
          <legend>${t.question}</legend>
          ${wrong('noScore')}
          <div class="boxes one">${scores}</div>
        </fieldset>
        <label class="caption" for="comment">${t.comment} <small>${t.optional}</small></label>
        ${wrong('commentLong', 'commentWrong')}
        <textarea
          id="comment"
          name="comment"
          rows="3"
          maxlength="${String(COMMENT_MAX)}"
          placeholder="${t.example}"
          dir="auto"
          ${describes('commentLong', 'commentWrong')}
        >
${form.comment}</textarea>
        <button type="submit">${t.send}</button>
        <p class="foot">${t.privacy}</p>
      </form>`,
  );
}

/** Asks for the code of a slip: the address of the survey alone was opened. */
export function codePage(
  language: Language,
  { survey, zone, typed }: Look & { /** null: nothing was typed yet. */ typed: string | null },
): string {
  const t = LANGUAGES[language];
  return page(
    language,
    html`${head(language, { survey, zone })}
      <form method="get" action="/s/${encodeURIComponent(survey.id)}" accept-charset="utf-8">
        <h2>${t.codeTitle}</h2>
        <p class="lead">${t.codeLead}</p>
        ${typed !== null && html`<p class="error" role="alert" id="wrong">${t.codeWrong}</p>`}
        <label class="caption" for="slip">${t.codeLabel}</label>
        <input
          id="slip"
          class="code"
          name="slip"
          value="${typed ?? ''}"
          maxlength="20"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          ${typed !== null && html`aria-describedby="wrong"`}
        />
        <button type="submit">${t.codeNext}</button>
      </form>`,
  );
}

/** One sentence, and no way on: it was sent, it cannot be sent, or nobody knows what was opened. */
export type Notice =
  'sent' | 'used' | 'planned' | 'closed' | 'off' | 'missing' | 'tooFast' | 'tooLarge' | 'badForm' | 'failed';

export function noticePage(
  language: Language,
  notice: Notice,
  { look, retryAfterS = 0 }: { look?: Look | undefined; retryAfterS?: number } = {},
): string {
  const t = LANGUAGES[language];
  const at = look ? (notice === 'planned' ? look.survey.from : look.survey.endsAt) : null;
  const time = look && at !== null ? localTime(at, look.zone) : '';
  const text =
    notice === 'tooFast'
      ? t.tooFastText(Math.max(1, Math.ceil(retryAfterS / 60)))
      : notice === 'planned' || notice === 'closed'
        ? t[`${notice}Text`](time)
        : t[`${notice}Text`];
  const check = html`<p class="tick">
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m5 12.5 4.5 4.5L19 7.5" /></svg>
  </p>`;
  return page(
    language,
    html`${notice === 'sent' && check}
      <h1>${t[notice]}</h1>
      <p class="lead">${text}</p>
      ${look !== undefined && html`<p class="lead">${isolated(look.survey.name ?? t.general)}　${isolated(look.survey.site)}</p>`}`,
  );
}

function partsOf(at: Instant, timeZone: string): Readonly<Record<string, string>> {
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** `2023-12-16 上午` on the clocks of the business zone. */
function sittingTime(at: Instant, zone: string, t: { morning: string; afternoon: string }): string {
  const part = partsOf(at, zone);
  return `${part['year']}-${part['month']}-${part['day']} ${Number(part['hour']) < 12 ? t.morning : t.afternoon}`;
}

/** `2023-12-16 11:42` on the clocks of the business zone. */
function localTime(at: Instant, zone: string): string {
  const part = partsOf(at, zone);
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}`;
}
