import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry';
import { type Kind, ledgerBodies } from '../../shared/model/kinds';
import { story } from '../helpers/compare';
import { lawfulHistory } from '../helpers/history';
import { oracle } from '../helpers/oracle';
import { ZONE } from '../helpers/subject';

/** The histories that the fold is held against: worth something only while they really contain what is hard. */
const sample: Entry[][] = fc.sample(lawfulHistory(), { numRuns: 150, seed: 36 });
const all = sample.flat();
const share = (has: (entries: Entry[]) => boolean) => sample.filter(has).length / sample.length;

describe('generated histories', () => {
  it('are ledgers: numbered, in the order of their recording, each entry of its kind’s shape', () => {
    for (const entries of sample) {
      for (const [index, entry] of entries.entries()) {
        expect(entry.seq).toBe(index + 1);
        if (index > 0) expect(entry.recordedAt).toBeGreaterThanOrEqual(entries[index - 1]!.recordedAt);
        const parsed = ledgerBodies[entry.kind].safeParse(entry.body);
        expect(parsed.success, `${story([entry])} ${parsed.error?.message ?? ''}`).toBe(true);
      }
    }
  });

  it('have late entries, ties, voids and steps that are not allowed', () => {
    expect(share((entries) => entries.some((one) => one.recordedAt - one.at > 3600_000))).toBeGreaterThan(0.8);
    expect(share((entries) => new Set(entries.map((one) => one.at)).size < entries.length - 5)).toBeGreaterThan(0.8);
    expect(share((entries) => entries.some((one) => one.kind === 'entry.voided'))).toBeGreaterThan(0.4);
    expect(share((entries) => oracle(entries, { zone: ZONE }).contested().length > 0)).toBeGreaterThan(0.6);
  });

  it('come to every verdict and state of a fault', () => {
    const seen = new Set<string>();
    for (const entries of sample) {
      const known = oracle(entries, { zone: ZONE });
      for (const one of entries) {
        const fault = one.kind === 'fault.reported' ? known.fault(one.body.faultId) : null;
        if (fault) seen.add(fault.state).add(fault.verdict);
      }
    }
    const wanted = ['open', 'paused', 'repaired', 'verified', 'cancelled'];
    expect([...seen].sort()).toEqual([...wanted, 'excluded', 'late', 'none', 'pending', 'timely'].sort());
  });

  it('have every kind that bears on a figure', () => {
    const kinds = new Set<Kind>(all.map((one) => one.kind));
    // Money, weights, settings, comments, voices and whether a survey is open bear on none of sections 1–9; the server’s own
    // kinds are the server’s.
    const voices: Kind[] = ['fault.voiced', 'fault.voiceDismissed'];
    const surveys: Kind[] = ['survey.opened', 'survey.closed'];
    const others: Kind[] = [
      'grant.adjusted',
      'payment.made',
      'payment.refunded',
      'weights.set',
      'setting.set',
      'fault.commented',
      ...voices,
      ...surveys,
    ];
    const own: Kind[] = [
      'config.changed',
      'summary.closed',
      'summary.signed',
      'summary.reopened',
      'form.written',
      'deviation.explained',
    ];
    const missing = (Object.keys(ledgerBodies) as Kind[]).filter((kind) => !kinds.has(kind));
    expect(missing.filter((kind) => !others.includes(kind) && !own.includes(kind))).toEqual([]);
  });
});
