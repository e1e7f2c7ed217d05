import { z } from 'zod';
import { named } from '../components';
import { count } from '../units';
import { FIGURE_IDS } from '../vocabulary';

/** A figure that is no row of the form (semantics 7): `value` = `numerator` ÷ `denominator`, null without a denominator. */
export const Figure = named(
  'Figure',
  z.strictObject({
    id: z.enum(FIGURE_IDS),
    version: count,
    unit: z.literal('ms'),
    value: z.number().nullable(),
    /** A sum of times, ms. */
    numerator: count,
    /** The number of faults that the figure is taken over. */
    denominator: count,
  }),
);
export type Figure = z.infer<typeof Figure>;

/** `key` is of the cut: `""` for `none`, and for what has no vendor or model. */
export const FiguresRow = named('FiguresRow', z.strictObject({ key: z.string(), figures: z.array(Figure) }));
export type FiguresRow = z.infer<typeof FiguresRow>;

export const FiguresAnswer = named('FiguresAnswer', z.strictObject({ rows: z.array(FiguresRow) }));
export type FiguresAnswer = z.infer<typeof FiguresAnswer>;
