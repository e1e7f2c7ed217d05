import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Account, RequiredAction } from '../../shared/contract/http';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import { type Right, has, visibilityOf } from '../access/policy';
import type { Caller } from '../access/callers';
import { type Context, secretOf, whoAsks } from '../services/context';
import { ApiFailure } from '../services/failure';
import { assertNoRequiredAction } from '../services/required-actions';
import { BodyTurns } from './body-turns';
import { BODY_LIMITS, readBytes, readJson } from './json-body';
import { parse } from './params';

type Shape = z.ZodRawShape;
type Given<S extends Shape> = z.output<z.ZodObject<S>>;

/** A page that nobody has touched for a while sends this with what it reads by itself: no use of its session. */
const UNATTENDED = 'x-unattended';

/** What a route takes and answers. It checks the request, and the OpenAPI document is generated from it. */
export interface RouteSpec<Q extends Shape = Shape, B extends Shape = Shape> {
  method: 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  /** One line: what it does. */
  does: string;
  query?: Q;
  body?: B;
  /** Where the body is checked by hand: its JSON schema. */
  bodySchema?: () => object;
  /** Bytes of its body, where they may be more than `BODY_LIMITS.account`. */
  bodyLimit?: number;
  /** The body is bytes, at most this many; `req.body` is a Buffer. */
  bytes?: number;
  /** The schema of a JSON answer: a named one, so that the document can refer to it. */
  answer?: z.ZodType;
  /** JSON of other statuses that is not the common error, by status: named schemas. */
  also?: Readonly<Record<string, z.ZodType>>;
  /** The status of success; 200 when absent. */
  status?: number;
  /** The media type of the answer; JSON when absent. */
  type?: string;
  /**
   * Allowed for a session with a required action (contract 3): the route carries this action out; `true`: the route serves
   * every such session.
   */
  early?: true | RequiredAction;
  /** What the wall reads: allowed for a screen, too. */
  kiosk?: true;
}

/** Who may call a route: accounts with a right, any account, or anyone. */
export type Serves = Right | 'account' | 'anyone';

interface Open<Q extends Shape, B extends Shape> {
  req: Request;
  res: Response;
  query: Given<Q>;
  body: Given<B>;
}

export interface Asked<Q extends Shape = Shape, B extends Shape = Shape> extends Open<Q, B> {
  caller: Caller;
  account: Account;
  visibility: Visibility;
}

type Answered = Promise<void> | void;

/** One for all routes, as there is one event loop. */
const bodyTurns = new BodyTurns();

/** A router that keeps the description of each of its routes. */
export class Routes {
  readonly router = Router();
  readonly specs: (RouteSpec & { serves: Serves })[] = [];

  constructor(private readonly context: Context) {}

  /** A route for accounts: authentication and authorization come before the request is read. */
  on<Q extends Shape = {}, B extends Shape = {}>(
    serves: Right | 'account',
    spec: RouteSpec<Q, B>,
    handle: (asked: Asked<Q, B>) => Answered,
  ): void {
    this.#add(serves, spec, async (req, res) => {
      const isUse = req.headers[UNATTENDED] === undefined;
      const caller = await whoAsks(this.context, secretOf(this.context, req.headers), isUse);
      const { account } = caller;
      if (spec.early !== true) await assertNoRequiredAction(this.context, caller, spec.early);
      if (caller.by === 'kiosk' && !spec.kiosk) throw new ApiFailure('forbidden', 'a screen reads what its wall shows');
      if (serves !== 'account' && !has(account, serves)) throw new ApiFailure('forbidden', 'this account may not');
      if (spec.bytes !== undefined) await readBytes(req, res, spec.bytes);
      else {
        await readJson(req, res, spec.bodyLimit ?? BODY_LIMITS.account);
        await bodyTurns.of(account.id, req.headers);
      }
      if (spec.method === 'get') this.#countAnswer(res);
      await handle({ ...given(req, spec), req, res, caller, account, visibility: visibilityOf(account) });
    });
  }

  /** What a reader is answered is written in the readers' share of the event loop. */
  #countAnswer(res: Response): void {
    const write = res.json.bind(res);
    res.json = (body) => this.context.turns.counted(() => write(body));
  }

  /** A route for anyone. */
  open<Q extends Shape = {}, B extends Shape = {}>(
    spec: RouteSpec<Q, B>,
    handle: (asked: Open<Q, B>) => Answered,
  ): void {
    this.#add('anyone', spec, async (req, res) => {
      await readJson(req, res, BODY_LIMITS.open);
      await handle({ ...given(req, spec), req, res });
    });
  }

  #add(serves: Serves, spec: RouteSpec, handler: (req: Request, res: Response) => Answered): void {
    this.specs.push({ ...spec, serves });
    this.router[spec.method](spec.path, handler);
  }
}

function given<Q extends Shape, B extends Shape>(req: Request, spec: RouteSpec<Q, B>) {
  return {
    query: (spec.query ? parse(spec.query, req.query, 'query') : {}) as Given<Q>,
    body: (spec.body ? parse(spec.body, req.body, 'body') : {}) as Given<B>,
  };
}
