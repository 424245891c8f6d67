import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { problemSchema } from '../problem/problem.ts';

const VERSION = '1';

type Components = Record<string, JsonSchema>;
type JsonSchema = Record<string, unknown>;
interface Converted {
  schema: JsonSchema;
  components: Record<string, JsonSchema>;
}

/**
 * Which schema bears which id. Components are merged by their names: a second schema of the same name would silently
 * take the place of the first.
 */
export class SchemaNames {
  private readonly schemas = new Map<string, z.core.$ZodType>();

  /** @throws {TypeError} when another schema has the id. */
  claim(schema: z.core.$ZodType): void {
    const id = z.globalRegistry.get(schema)?.id;
    if (id === undefined) return;
    const first = this.schemas.get(id);
    if (first !== undefined && first !== schema)
      throw new TypeError(`Two schemas have the id "${id}": give one of them another name in .meta().`);
    this.schemas.set(id, schema);
  }
}

/** Schemas with an id become components and are referred to; others are written in place. */
export function convertSchema(
  schema: unknown,
  io: 'input' | 'output',
  names: SchemaNames,
): Converted | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const json: JsonSchema = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema }) => names.claim(zodSchema),
  });
  const { $defs, definitions, $schema: _dialect, id, ...rest } = json;
  const components = { ...($defs as Components | undefined), ...(definitions as Components | undefined) };
  const named = Object.fromEntries(
    Object.entries<JsonSchema>(components).map(([name, one]) => [name, withoutId(one)]),
  );
  if (typeof id !== 'string') return { schema: rest, components: named };
  return { schema: { $ref: `#/components/schemas/${id}` }, components: { ...named, [id]: rest } };
}

function withoutId(schema: JsonSchema): JsonSchema {
  const { id: _id, ...rest } = schema;
  return rest;
}

/** The API's description. Keys are sorted by the tool that writes the file, not here. */
export function createOpenApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Flipside')
    .setDescription('Share remixes without sharing audio: recipes, consent, credit and counted plays.')
    .setVersion(VERSION)
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'An API token, made under "Your account".',
    })
    .addCookieAuth('flipside_session')
    .build();
  const names = new SchemaNames();
  const document = SwaggerModule.createDocument(app, builder, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    standardSchemaConverter: (schema, { schemaType }) => convertSchema(schema, schemaType, names),
  });
  const problem = convertSchema(problemSchema, 'output', names);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(problem?.components as object) },
  };
  return document;
}

/** `/api/openapi.json`, and the same for people at `/api/docs`, with all assets from here. */
export function serveOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => createOpenApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Flipside API',
    swaggerOptions: { displayRequestDuration: true, tryItOutEnabled: false },
  });
}
