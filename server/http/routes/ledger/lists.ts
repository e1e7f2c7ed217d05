import { z } from 'zod';
import type { DeviceItem } from '../../../../shared/contract/http';
import { itemPath, listPath } from '../../../../shared/contract/routes';
import { parseCursor, parseOrder } from '../../../../shared/fold/lists/cursor';
import { type AnyList, LIST_NAMES, type ListName, anyList } from '../../../../shared/fold/lists/lists';
import { type Context, inScope } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { smallTexts } from '../../../services/papers/small-texts';
import { asOfParam, inOrder, instantParam, limitParam, scopeParam, severalParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

const itemShape = { asOf: asOfParam.optional() };
const spanShape = { from: instantParam.optional(), to: instantParam.optional() };

const commonShape = {
  scope: scopeParam.optional(),
  limit: limitParam(1000).optional(),
  after: z.string().max(500).optional(),
  q: z.string().min(1).max(200).optional(),
  count: z.enum(['true', 'false']).optional(),
  ...itemShape,
};

/** The parameters that are a list's own: a filter and its facet a name, and the sort keys. */
function ownShapes({ filters, sorts, papers }: AnyList) {
  const names = Object.keys(filters);
  const keys = Object.keys(sorts).flatMap((key) => [key, `-${key}`]);
  return {
    filters: Object.fromEntries(
      Object.entries(filters).map(([name, { values }]) => [
        name,
        severalParam(values ? z.enum(values) : z.string().min(1).max(200)).optional(),
      ]),
    ),
    rest: {
      ...(names.length > 0 && { facets: severalParam(z.enum(names)).optional() }),
      ...(keys.length > 0 && { sort: z.enum(keys).optional() }),
      ...(papers && { texts: z.enum(['true', 'false']).optional() }),
    },
  };
}

/** The same parameters as one typed schema: what a list does not take was refused before. */
const listParams = z.object({
  ...commonShape,
  ...spanShape,
  sort: z.string().optional(),
  facets: severalParam(z.string()).optional(),
  texts: z.string().optional(),
});

/** Every list by cursor, and each of its items by id (contract 5). */
export function listRoutes(context: Context): Routes {
  const routes = new Routes(context);
  for (const what of LIST_NAMES) addList(routes, context, what);
  return routes;
}

/** The lists that the wall reads: names of sites, and the faults that were judged last. */
const WALL_LISTS: readonly ListName[] = ['sites', 'faults'];

/** A device as a screen is told of it: its name and its place, without serial numbers and addresses. */
function asShown({ id, siteId, roomId, seat, category, label, status, openFaults }: DeviceItem): DeviceItem {
  const place = { siteId, ...(roomId !== undefined && { roomId }), ...(seat !== undefined && { seat }) };
  return { id, ...place, category, ...(label !== undefined && { label }), status, openFaults };
}

function addList(routes: Routes, context: Context, what: ListName): void {
  const list = anyList(what);
  const own = ownShapes(list);
  const filterShape = z.object(own.filters);
  const query: z.ZodRawShape = { ...commonShape, ...(list.span && spanShape), ...own.filters, ...own.rest };

  routes.on(
    list.right,
    {
      method: 'get',
      path: listPath(what),
      does: list.does,
      query,
      answer: list.answer,
      ...(WALL_LISTS.includes(what) && { kiosk: true }),
    },
    async ({ req, res, account, visibility }) => {
      const { scope = null, limit = 100, asOf = null, sort, after: afterText, ...rest } = listParams.parse(req.query);
      const { from, to, q, facets } = rest;
      if (from !== undefined && to !== undefined) inOrder(from, to);
      const order = sort === undefined ? null : parseOrder(sort);
      const after = afterText === undefined ? undefined : parseCursor(order, afterText);
      if (after === null) throw new ApiFailure('bad-request', 'after is the next of the page before', 'after');
      if (scope) await inScope(context, account, scope);
      const filters = filterShape.parse(req.query);
      const count = rest.count === 'true';
      const question = { ask: 'list', what, visibility, scope, filters, q, from, to, order, after, limit } as const;
      const page = await context.figures.ask({ ...question, count, facets }, asOf, requesterOf(account, res));
      if (rest.texts !== 'true') return void res.json(page);
      const refs = page.items.flatMap((item) => (list.papers?.(item) ?? []).filter((ref) => ref !== undefined));
      res.json({ ...page, papers: await smallTexts(context.store, refs) });
    },
  );

  routes.on(
    list.right,
    {
      method: 'get',
      path: itemPath(what),
      does: `One of ${what}, by its id.`,
      query: itemShape,
      answer: list.schema,
      ...(what === 'devices' && { kiosk: true }),
    },
    async ({ req, res, caller, account, visibility, query: { asOf = null } }) => {
      const question = { ask: 'item', visibility, what, id: String(req.params['id']) } as const;
      const found = await context.figures.ask(question, asOf, requesterOf(account, res));
      if (!found) throw new ApiFailure('not-found', `there is none of that id in ${what}`);
      res.json(caller.by === 'kiosk' ? asShown(found as DeviceItem) : found);
    },
  );
}
