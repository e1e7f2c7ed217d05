import { z } from 'zod';
import { ROUTES } from '../../shared/contract/routes';
import { ALL_KINDS, isRecordable, requestBodies } from '../../shared/model/kinds';
import type { Context } from '../services/context';
import { type RouteSpec, Routes, type Serves } from './routes';

/** What a writer sends: transforms are on our side, so the schema is of what goes in. */
const schemaOf = (schema: z.ZodType): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

/** The one door's body, kind by kind (contract 4). */
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
    const schema = shape as unknown as z.ZodType;
    return { name, in: 'query', required: !schema.safeParse(undefined).success, schema: schemaOf(schema) };
  });
  return [...inPath, ...inQuery];
}

function operation(spec: RouteSpec & { serves: Serves }): object {
  const { does, serves, body, bodySchema, status = 200, type = 'application/json' } = spec;
  const schema = bodySchema ? bodySchema() : body && schemaOf(z.strictObject(body));
  return {
    summary: does,
    description:
      serves === 'anyone' || serves === 'account' ? `For ${serves}.` : `For accounts with the right: ${serves}.`,
    parameters: parameters(spec),
    ...(schema && { requestBody: { required: true, content: { 'application/json': { schema } } } }),
    responses: {
      [status]: { description: 'Done.', ...(status !== 204 && { content: { [type]: {} } }) },
      default: {
        description: 'Refused.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
    ...(serves !== 'anyone' && { security: [{ cookie: [] }, { token: [] }] }),
  };
}

const ERROR = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' }, field: { type: 'string' } },
      required: ['code', 'message'],
    },
  },
  required: ['error'],
};

/** The description of every route, made of what the routes themselves are made of. */
export function describe(routes: readonly Routes[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const spec of routes.flatMap((one) => one.specs)) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[spec.method] = operation(spec);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'kaodian', version: '1' },
    paths,
    components: {
      schemas: { Error: ERROR },
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'kaodian' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

/** The interface as OpenAPI (contract 5), for anyone: it says what there is, and nothing of what is in it. */
export function openapiRoutes(context: Context, all: () => readonly Routes[]): Routes {
  const routes = new Routes(context);
  let made: object | undefined;
  routes.open({ method: 'get', path: ROUTES.openapi, does: 'This description.' }, ({ res }) => {
    res.json((made ??= describe(all())));
  });
  return routes;
}
