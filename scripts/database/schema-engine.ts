import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';

const MIGRATIONS = resolve('prisma/migrations');
const SCHEMA = resolve('prisma/schema.prisma');
const CHAR_OID = 18;
const TEXT_OID = 25;

interface EngineModule {
  SchemaEngine: {
    new (datamodels: [string, string][], log: () => void, adapter: unknown): Promise<Engine>;
  };
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

interface Engine {
  diff(input: unknown): Promise<{ exitCode: number; stdout: string | null }>;
  free(): void;
}

const bindings = engineBindings as unknown as EngineModule & { SchemaEngine: { new: EngineFactory } };
type EngineFactory = (datamodels: [string, string][], log: () => void, adapter: unknown) => Promise<Engine>;

let loading: Promise<void> | undefined;

/** One WASM instance per process: a second one would invalidate the handles of the first. */
function load(): Promise<void> {
  loading ??= (async () => {
    const scope = globalThis as { PRISMA_WASM_PANIC_REGISTRY?: { set_message(message: string): void } };
    scope.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const wasm = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'));
    const imports = { './schema_engine_bg.js': engineBindings as unknown as WebAssembly.ModuleImports };
    const { instance } = await WebAssembly.instantiate(wasm, imports);
    bindings.__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })();
  return loading;
}

interface PatchableAdapter {
  flipsidePatched?: boolean;
  performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[] }>;
  queryRaw(query: unknown): Promise<{ columnTypes: number[] }>;
  executeScript(script: string): Promise<void>;
  client: { query(sql: string): Promise<unknown> };
}

/**
 * The adapter cannot type `"char"` columns of the system catalogue, and refuses scripts of several statements;
 * the schema engine needs both.
 */
async function patchAdapter(url: string): Promise<void> {
  const probe = await new PrismaPg({ connectionString: url }).connect();
  const own = Object.getPrototypeOf(probe) as PatchableAdapter;
  const base = Object.getPrototypeOf(own) as PatchableAdapter;
  if (!base.flipsidePatched) {
    base.flipsidePatched = true;
    const characterColumns = new WeakMap<object, number[]>();
    const performIO = Reflect.get(base, 'performIO');
    const queryRaw = Reflect.get(base, 'queryRaw');
    base.performIO = async function (query) {
      const result = await performIO.call(this, query);
      const columns: number[] = [];
      result.fields = result.fields.map((field, index) => {
        if (field.dataTypeID !== CHAR_OID) return field;
        columns.push(index);
        return { ...field, dataTypeID: TEXT_OID };
      });
      characterColumns.set(query as object, columns);
      return result;
    };
    base.queryRaw = async function (query) {
      const result = await queryRaw.call(this, query);
      for (const index of characterColumns.get(query as object) ?? [])
        result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    own.executeScript = async function (script) {
      await this.client.query(script);
    };
  }
  await probe.dispose();
}

function shadowingFactory(url: string): unknown {
  const { hostname, port, username, password, pathname } = new URL(url);
  const settings = {
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
  const factory = new PrismaPg({ ...settings, database: pathname.slice(1) });
  factory.connectToShadowDb = async () => {
    const name = `prisma_shadow_${randomUUID()}`;
    const admin = await factory.connect();
    await admin.executeScript(`CREATE DATABASE "${name}" TEMPLATE template0`);
    const shadow = await new PrismaPg({ ...settings, database: name }).connect();
    const close = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await close();
      await admin.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
      await admin.dispose();
    };
    return shadow;
  };
  return bindMigrationAwareSqlAdapterFactory(factory);
}

function migrationsList(): object {
  const names = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: MIGRATIONS,
    shadowDbInitScript: '',
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'utf8'),
    },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/**
 * SQL that would bring the migrations to `schema.prisma`, or null when they agree.
 *
 * @param url a server on which a shadow database may be created
 * @param schema text of the data model; the file of the repository when absent
 */
export async function schemaDrift(
  url: string,
  schema = readFileSync(SCHEMA, 'utf8'),
): Promise<string | null> {
  await patchAdapter(url);
  await load();
  const engine = await bindings.SchemaEngine.new([[SCHEMA, schema]], () => undefined, shadowingFactory(url));
  try {
    const result = await engine.diff({
      from: { tag: 'migrations', ...migrationsList() },
      to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA, content: schema }] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 0 ? null : (result.stdout ?? '');
  } finally {
    engine.free();
  }
}
