import { z } from 'zod';
import { components } from '../../shared/contract/components';
import { ErrorAnswer } from '../../shared/contract/error';
import { OpenApiAnswer } from '../../shared/contract/health';
import { ROUTES } from '../../shared/contract/routes';
import { ALL_KINDS, isRecordable, requestBodies } from '../../shared/model/kinds';
import { type Context, cookieName } from '../services/context';
import { BODY_LIMITS } from './json-body';
import { type RouteSpec, Routes, type Serves } from './routes';

/** The schema of what a writer sends, before the transforms of the server. */
const schemaOf = (schema: z.core.$ZodType): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

/** The body of `POST /api/entries`, kind by kind (contract 4). */
export function entriesSchema(): object {
  const common = { id: { type: 'string', format: 'uuid' }, at: { type: 'string', format: 'date-time' } };
  const entry = ALL_KINDS.filter(isRecordable).map((kind) => ({
    type: 'object',
    properties: { ...common, kind: { const: kind }, body: schemaOf(requestBodies[kind]) },
    required: ['id', 'kind', 'body'],
    additionalProperties: false,
  }));
  return {
    type: 'object',
    properties: {
      sentAt: { type: 'string', format: 'date-time' },
      entries: { type: 'array', maxItems: 1000, items: { oneOf: entry } },
    },
    required: ['entries'],
    additionalProperties: false,
  };
}

function parameters({ path, query = {} }: RouteSpec): object[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } };
  });
  const inQuery = Object.entries(query).map(([name, shape]) => {
    return { name, in: 'query', required: !z.safeParse(shape, undefined).success, schema: schemaOf(shape) };
  });
  return [...inPath, ...inQuery];
}

const bytes = (count: number) => `${count.toLocaleString('en')} bytes`;

/** What holds for every route. */
const ABOUT = [
  `A body holds at most ${bytes(BODY_LIMITS.open)} where no account is wanted, ${bytes(BODY_LIMITS.account)} from an account, and ${bytes(BODY_LIMITS.entries)} at POST /api/entries (413 too-large beyond).`,
  'Every refusal is {"error": {code, message, field?}} with one of the codes of the schema Error.',
  '503 with Retry-After, by its code: not-ready (the ledger is being read), busy (too much of one kind of work waits), storage (the disk is full or failing; reading goes on), clock (the server’s clock was set while it ran; nothing is recorded until it is right again or accepted).',
].join('\n\n');

function operation(spec: RouteSpec & { serves: Serves }): object {
  const {
    does,
    serves,
    body,
    bodySchema,
    bodyLimit,
    bytes: binary,
    answer,
    also = {},
    status = 200,
    type = 'application/json',
  } = spec;
  const limit = serves === 'anyone' ? BODY_LIMITS.open : (bodyLimit ?? BODY_LIMITS.account);
  const schema = bodySchema ? bodySchema() : body && schemaOf(z.strictObject(body));
  return {
    summary: does,
    description:
      serves === 'anyone' || serves === 'account' ? `For ${serves}.` : `For accounts with the right: ${serves}.`,
    parameters: parameters(spec),
    ...(schema && {
      requestBody: {
        description: `At most ${bytes(limit)}.`,
        required: true,
        content: { 'application/json': { schema } },
      },
    }),
    ...(binary !== undefined && {
      requestBody: {
        description: `At most ${bytes(binary)}.`,
        required: true,
        content: { 'application/octet-stream': {} },
      },
    }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(status !== 204 &&
          spec.method !== 'head' && { content: { [type]: answer ? { schema: refTo(answer) } : {} } }),
      },
      ...Object.fromEntries(
        Object.entries(also).map(([other, schema]) => [
          other,
          { description: 'Refused.', content: { 'application/json': { schema: refTo(schema) } } },
        ]),
      ),
      default: {
        description: 'Refused.',
        content: { 'application/json': { schema: refTo(ErrorAnswer) } },
      },
    },
    ...(serves !== 'anyone' && { security: [{ cookie: [] }, { token: [] }] }),
  };
}

const uri = (id: string) => `#/components/schemas/${id}`;

function refTo(answer: z.ZodType): object {
  const id = components.get(answer)?.id;
  if (id === undefined) throw new Error('the schema of an answer has a name');
  return { $ref: uri(id) };
}

/**
 * The named schemas of answers. An answer may gain fields, so a reader has to accept fields that it does not know: the
 * document leaves the objects open, though the server's own tests parse them strictly.
 */
function answerSchemas(): object {
  const { schemas } = z.toJSONSchema(components, {
    uri,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const plain = (schema: object) => {
    const { $schema: _, $id: __, ...rest } = { $schema: undefined, $id: undefined, ...schema };
    return rest;
  };
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]));
}

/** The OpenAPI document of the routes, from the specs that check their requests. */
export function describe(routes: readonly Routes[], cookie: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const spec of routes.flatMap((one) => one.specs)) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[spec.method] = operation(spec);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'kaodian', version: '1', description: ABOUT },
    paths,
    components: {
      schemas: answerSchemas(),
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: cookie },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

/** The interface as OpenAPI (contract 5), for anyone: it contains no data. */
export function openapiRoutes(context: Context, all: () => readonly Routes[]): Routes {
  const routes = new Routes(context);
  let made: object | undefined;
  routes.open({ method: 'get', path: ROUTES.openapi, does: 'This description.', answer: OpenApiAnswer }, ({ res }) => {
    res.json((made ??= describe(all(), cookieName(context))));
  });
  return routes;
}
