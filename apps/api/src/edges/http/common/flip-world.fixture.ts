import 'reflect-metadata';
import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { recipeHash, recipeLink, signRecipe } from '@flipside/recipe';
import type { Recipe, RecipeHash, SignedRecipe } from '@flipside/recipe';
import { createTestDatabase } from '../../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../../test/support/database.ts';
import { createApp } from '../../../create-app.ts';
import { RecordingClearanceService } from '../../../modules/consent/index.ts';
import { RecipeStandingService } from '../../../modules/recipes/index.ts';
import { testConfig } from '../../../platform/config/config.fixture.ts';
import type { Config } from '../../../platform/config/config.ts';
import { SCOPES } from '../../../platform/auth/scopes.ts';
import { Database } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids/ids.ts';

const KEY = new Uint8Array(32).fill(7);

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  // Tests read fields of many shapes.
  readonly json: never;
}

export type User = { readonly id: string; readonly token: string; readonly handle: string };

/** A whole instance on a database of its own, spoken to over HTTP. */
export class FlipWorld {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  private readonly testDatabase: TestDatabase;

  private constructor(app: NestFastifyApplication, testDatabase: TestDatabase) {
    this.app = app;
    this.database = app.get(Database);
    this.testDatabase = testDatabase;
  }

  static async open(overrides: Partial<Config> = {}): Promise<FlipWorld> {
    const testDatabase = await createTestDatabase();
    const app = await createApp({ ...testConfig(testDatabase.url), ...overrides });
    return new FlipWorld(app, testDatabase);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.testDatabase.drop();
  }

  async user(
    handle: string,
    options: { operator?: boolean; scopes?: readonly string[] } = {},
  ): Promise<User> {
    const id = newId();
    const token = `flip_${handle}`;
    const displayName = handle.charAt(0).toUpperCase() + handle.slice(1);
    await this.database.prisma.user.create({
      data: { id, handle, displayName, operator: options.operator ?? false },
    });
    const tokenHash = createHash('sha256').update(token).digest('hex');
    const scopes = [...(options.scopes ?? SCOPES)];
    await this.database.prisma.apiToken.create({
      data: { id: newId(), userId: id, name: 'test', tokenHash, scopes },
    });
    return { id, token, handle };
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    user: User | null = null,
    body?: unknown,
  ): Promise<Answer> {
    const response = await this.app.inject({
      method,
      url,
      headers: user === null ? {} : { authorization: `Bearer ${user.token}` },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const isJson = String(response.headers['content-type']).includes('json') && response.body !== '';
    const json = (isJson ? response.json() : undefined) as never;
    return { status: response.statusCode, headers: response.headers, text: response.body, json };
  }

  get(url: string, user: User | null = null): Promise<Answer> {
    return this.send('GET', url, user);
  }

  post(url: string, user: User | null, body: unknown): Promise<Answer> {
    return this.send('POST', url, user, body);
  }

  async tariff(operator: User, perPlayMicros = '4000'): Promise<void> {
    const parts = { masterPpm: 500_000, compositionPpm: 150_000, remixerPpm: 250_000, platformPpm: 100_000 };
    const answer = await this.post('/api/tariffs', operator, {
      kind: 'PER_PLAY',
      currency: 'EUR',
      perPlayMicros,
      ...parts,
    });
    if (answer.status !== 201) throw new Error(answer.text);
  }

  /** A party whose manager is the user. */
  async party(user: User, name: string): Promise<string> {
    const answer = await this.post('/api/parties', user, { name, kind: 'ORGANISATION' });
    if (answer.status !== 201) throw new Error(answer.text);
    return (answer.json as { id: string }).id;
  }

  /** One recording, wholly of one label and one writer. @returns the work's id. */
  async recording(
    operator: User,
    isrc: string,
    who: { label: string; writer: string; title?: string },
  ): Promise<string> {
    const answer = await this.post('/api/recordings', operator, {
      isrc,
      title: who.title ?? `Recording ${isrc}`,
      artist: 'The Artist',
      durationMs: 240_000,
      bpm: 120,
      shares: [{ partyId: who.label, role: 'LABEL', ppm: 1_000_000 }],
      contributors: [{ partyId: who.label, role: 'MAIN_ARTIST' }],
      works: [
        {
          title: `Work of ${isrc}`,
          ppm: 1_000_000,
          shares: [{ partyId: who.writer, role: 'COMPOSER', ppm: 1_000_000 }],
          contributors: [{ partyId: who.writer, role: 'COMPOSER' }],
        },
      ],
    });
    if (answer.status !== 201) throw new Error(answer.text);
    return (answer.json as { works: { id: string }[] }).works.map(({ id }) => id).join();
  }

  /** Runs what the outbox would hand to the queue after a grant changed. */
  async settle(grantId: string): Promise<void> {
    await this.app.get(RecipeStandingService).reviewGrant(grantId);
  }

  async refreshStale(): Promise<void> {
    await this.app.get(RecordingClearanceService).refreshStale();
  }
}

/** A signed recipe of 16 beats at 120 bpm (8 s) of each source. */
export function flip(isrcs: readonly string[], title: string, over: Partial<Recipe> = {}): SignedRecipe {
  const recipe: Recipe = {
    type: 'RemixRecipe',
    version: '1',
    title,
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
    tempo: [{ beat: 0, bpm: 120 }],
    timeSignature: [4, 4],
    sources: isrcs.map((isrc, index) => ({
      id: `s${index + 1}`,
      isrc: [isrc],
      title: 'In my words',
      artist: 'Somebody',
      durationMs: 240_000,
    })),
    separation: { model: 'builtin' },
    tracks: isrcs.map((_isrc, index) => ({
      id: `t${index + 1}`,
      name: 'Vocals',
      clips: [{ source: `s${index + 1}`, stem: 'vocals' as const, at: index * 16, length: 16, in: 0 }],
    })),
    master: {},
    provenance: { parents: [], supersedes: null },
    ...over,
  };
  return signRecipe(recipe, KEY, new Date());
}

export const linkTo = (hash: string) => recipeLink(hash as RecipeHash);
export { recipeHash };
