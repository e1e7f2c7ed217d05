import { ID } from './patterns';

/** Where a figure is taken: an area by its GB/T 2260 digits, or one thing by its id (contract 4). */
export type Scope =
  { kind: 'area'; code: string } | { kind: 'site' | 'room' | 'device' | 'project' | 'grant'; id: string };

const PREFIXED = /^(site|room|device|project|grant):(.+)$/;

/** `440781`, `site:S1`, `room:R1`, `device:D1`, `project:P1` or `grant:G1`; null where the text is none of them. */
export function parseScope(text: string): Scope | null {
  if (/^\d{6}$/.test(text)) return { kind: 'area', code: text };
  const match = PREFIXED.exec(text);
  if (!match || !ID.test(match[2]!)) return null;
  return { kind: match[1] as 'site', id: match[2]! };
}

export function scopeText(scope: Scope): string {
  return scope.kind === 'area' ? scope.code : `${scope.kind}:${scope.id}`;
}

/** The codes that hold an area, itself first: `440781` → `440781`, `440700`, `440000` (semantics 3). */
export function areaChain(code: string): string[] {
  const chain = [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
  return chain.filter((at, index) => chain.indexOf(at) === index);
}

/** Whether an area code lies in another one (or is it), by its digits. */
export function areaWithin(code: string, outer: string): boolean {
  if (outer.endsWith('0000')) return code.slice(0, 2) === outer.slice(0, 2);
  if (outer.endsWith('00')) return code.slice(0, 4) === outer.slice(0, 4);
  return code === outer;
}

/** The city (地市) of an area code. */
export function cityOf(code: string): string {
  return `${code.slice(0, 4)}00`;
}
