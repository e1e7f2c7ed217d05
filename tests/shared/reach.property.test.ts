import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fold } from '../../shared/fold/fold';
import { LIST_NAMES, type ListName, anyList } from '../../shared/fold/lists/lists';
import { isPlaceVisible, isSiteVisible } from '../../shared/fold/visibility/visibility';
import type { Entry } from '../../shared/model/entry';
import { type Instant, toIso } from '../../shared/model/instant';
import { type Scope, parseScope } from '../../shared/model/scope';
import { lawfulHistory } from '../helpers/history';
import { factsOf, newFold } from '../helpers/subject';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const n = fc.nat({ max: 9999 });

/** Every `siteId` that an answer carries, at any depth; a site's own id, too. */
function sitesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (value === null || typeof value !== 'object') return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'siteId' && typeof inner === 'string') found.add(inner);
    else sitesIn(inner, found);
  }
  return found;
}

/** The ids of a list by looking at everything there is. */
function lookedThrough(fold: Fold, what: ListName, scope: Scope, now: Instant): string[] {
  const lister = anyList(what);
  const known = { ...factsOf(fold), now };
  return [...lister.all(known)]
    .filter((id) => {
      const item = lister.item(known, id, null);
      return item !== null && lister.within(known, item, scope);
    })
    .sort();
}

/** The ids of a list without its items. */
function idsOf(fold: Fold, what: ListName, scope: Scope, now: Instant): string[] {
  const steps = fold.idSteps(what, scope, now);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value.sort();
  }
}

const draw = { history: lawfulHistory(), which: n };
const scopesOf = (entries: readonly Entry[]): Scope[] =>
  entries.flatMap((entry): Scope[] =>
    entry.kind === 'site.registered'
      ? [
          { kind: 'site', id: entry.body.siteId },
          { kind: 'area', code: entry.body.area },
        ]
      : [],
  );

describe('what an account reaches (contract 3)', () => {
  it('names no site beyond it in lists, things, figures and the trail, whatever moved', { timeout: 90_000 }, () => {
    fc.assert(
      fc.property(fc.record(draw), ({ history, which }) => {
        const scopes = scopesOf(history);
        fc.pre(scopes.length > 0);
        const visibility = [scopes[which % scopes.length]!];
        const { fold } = newFold(history);
        const now = history.at(-1)!.recordedAt;
        const from = history[0]!.at;
        const ever = (siteId: string) =>
          [from, now, ...history.map((one) => one.at)].some((at) =>
            isSiteVisible(factsOf(fold).state, visibility, siteId, at),
          );
        for (const what of LIST_NAMES) {
          for (const item of fold.list(what, null, now, visibility)) {
            if (what !== 'faults')
              expect(fold.scoped.item(what, item.id, now, visibility), `${what} ${item.id}`).not.toBeNull();
            // A fault tells where its device stood when it was reported: within the account's reach then.
            const at = what === 'faults' && 'reportedAt' in item ? Date.parse(item.reportedAt) : now;
            for (const siteId of sitesIn(item))
              expect(isSiteVisible(factsOf(fold).state, visibility, siteId, at), siteId).toBe(true);
            if (what === 'sites') expect(isSiteVisible(factsOf(fold).state, visibility, item.id, now)).toBe(true);
          }
        }
        // A list that follows the indexes finds what looking through everything finds.
        for (const what of LIST_NAMES) {
          for (const text of ['440700', '440781', 'site:S1', 'room:R1', 'device:D1', 'project:P1', 'grant:G1']) {
            const scope = parseScope(text)!;
            const found = fold.list(what, scope, now).map((item) => item.id);
            expect(found, `${what} of ${text}`).toEqual(lookedThrough(fold, what, scope, now));
            expect(idsOf(fold, what, scope, now), `ids of ${what} of ${text}`).toEqual(found);
          }
        }
        for (const scope of [...scopes, { kind: 'area', code: '440000' } as const]) {
          const rows = fold.uptime({ scope, from, to: now, by: 'site', now, visibility });
          for (const { key } of rows) expect(ever(key), key).toBe(true);
        }
        const byId = new Map(history.map((entry) => [entry.id, entry]));
        for (const entry of history) {
          if (!fold.scoped.isEntryVisible(visibility, entry, (id) => byId.get(id))) continue;
          for (const siteId of sitesIn(entry.body)) {
            // A registration that was taken back lies where it said that it did.
            if (entry.kind === 'site.registered' && !factsOf(fold).state.sites.get(siteId)?.registered.length) {
              expect(isPlaceVisible(visibility, siteId, entry.body.area)).toBe(true);
              continue;
            }
            expect(isSiteVisible(factsOf(fold).state, visibility, siteId, entry.at), `${entry.kind} ${siteId}`).toBe(
              true,
            );
          }
        }
      }),
      { numRuns },
    );
  });

  it('draws a device’s time only while it stood within', { timeout: 90_000 }, () => {
    fc.assert(
      fc.property(fc.record(draw), ({ history, which }) => {
        const scopes = scopesOf(history);
        fc.pre(scopes.length > 0);
        const visibility = [scopes[which % scopes.length]!];
        const { fold } = newFold(history);
        const now = history.at(-1)!.recordedAt;
        const from = history[0]!.at;
        for (const { id } of fold.list('devices', null, now, visibility)) {
          const intervals = fold.scoped.timeline({ deviceId: id, from, to: now, now, visibility })!;
          const places = factsOf(fold).derived.view(id)!.places;
          for (const interval of intervals) {
            for (const place of places) {
              if (toIso(Math.max(place.from, from)) >= interval.to || toIso(Math.min(place.to, now)) <= interval.from)
                continue;
              expect(
                isSiteVisible(factsOf(fold).state, visibility, place.attributes.siteId, Math.max(place.from, from)),
              ).toBe(true);
            }
          }
        }
      }),
      { numRuns },
    );
  });
});
