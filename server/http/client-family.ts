import Bowser from 'bowser';

/** A browser sends some 150 characters; what is longer is not looked at. */
const LENGTH_MAX = 400;

/** The browser and the system of a User-Agent, such as `Firefox · Windows`; empty: it says neither. */
export function clientFamily(userAgent: string | undefined): string {
  if (!userAgent || userAgent.length > LENGTH_MAX) return '';
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name, os.name].filter(Boolean).join(' · ').slice(0, 100);
}
