const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that needs no escaping: made by `html` only. */
class Markup {
  constructor(readonly text: string) {}
}
export type { Markup };

type Part = string | Markup | readonly Markup[] | false;

const written = (part: Part): string => {
  if (part === false) return '';
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (char) => ENTITIES[char]!);
  return part instanceof Markup ? part.text : part.map((one) => one.text).join('');
};

/** A piece of HTML: every text in it is escaped, for element content and for quoted attributes; `false` is nothing. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(literals.map((literal, index) => literal + written(parts[index] ?? false)).join(''));
}

/** A name or a text that somebody wrote: isolated, so that its direction does not change what stands around it. */
export const isolated = (text: string): Markup => html`<bdi>${text}</bdi>`;
