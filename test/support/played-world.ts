import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { canonicalBytes, didKeyFromPublicKey } from '@flipside/recipe';
import { clear } from '@flipside/royalty';
import type { Territory } from '@flipside/royalty';
import { CatalogueModule } from '../../apps/api/src/modules/catalogue/index.ts';
import {
  ClearanceGroundRepository,
  ConsentModule,
  TariffService,
} from '../../apps/api/src/modules/consent/index.ts';
import { DisputesModule } from '../../apps/api/src/modules/disputes/index.ts';
import { IdentityModule } from '../../apps/api/src/modules/identity/index.ts';
import { RecipesModule } from '../../apps/api/src/modules/recipes/index.ts';
import { Clock, SettableClock } from '../../apps/api/src/platform/clock/clock.ts';
import { testConfig } from '../../apps/api/src/platform/config/config.fixture.ts';
import { Database } from '../../apps/api/src/platform/database/database.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import { PlatformModule } from '../../apps/api/src/platform/platform.module.ts';

export const HOME = 'http://flipside.test';
const EVERYWHERE = {
  territories: ['WW'],
  excludeTerritories: [],
  from: null,
  to: null,
  allowedStems: null,
  tempoPermille: null,
  pitchCents: null,
  maxSeconds: null,
  mixWithOthers: true,
  remixOfRemix: true,
  layers: true,
  preApproved: true,
  commercialUse: true,
};

/** The modules up to plays and whatever a test adds, on a clock that stands still until it is put on. */
export async function startWorld(
  url: string,
  now: Date,
  modules: Type[],
  env: Readonly<Record<string, string>> = {},
): Promise<ClockedWorld> {
  const clock = new SettableClock(now);
  @Module({
    imports: [
      PlatformModule.forRoot(testConfig(url, { DATABASE_POOL: '10', ...env })),
      IdentityModule,
      CatalogueModule,
      ConsentModule,
      DisputesModule,
      RecipesModule,
      ...modules,
    ],
  })
  class WorldModule {}
  const app = await Test.createTestingModule({ imports: [WorldModule] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  await app.init();
  return Object.assign(new World(app), { clock });
}

/** A world whose time a test sets. */
export type ClockedWorld = World & { clock: SettableClock };

export interface TestRecipe {
  hash: string;
  remixerParty: string;
}

export interface TestRecording {
  id: string;
  isrc: string;
  workId: string;
  artist: string;
  writer: string;
  grants: string[];
}

/** A device that signs as devices do. */
export class Device {
  readonly did: string;
  private readonly key: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.key = privateKey;
    const x = publicKey.export({ format: 'jwk' }).x ?? '';
    this.did = didKeyFromPublicKey(Buffer.from(x, 'base64url'));
  }

  receipt(grant: { id: string; recipe: string }, start: Date, heardMs = 31_000, change: object = {}) {
    const receipt = {
      v: 1 as const,
      home: HOME,
      grant: grant.id,
      recipe: grant.recipe,
      start: start.toISOString(),
      heardMs,
      sources: [],
      app: 'test/1',
      device: this.did,
      ...change,
    };
    return { ...receipt, sig: sign(null, canonicalBytes(receipt), this.key).toString('base64url') };
  }
}

/** What the catalogue, consent and publishing leave behind, as rows. */
export class World {
  readonly app: INestApplicationContext;
  readonly database: Database;
  private serial = 0;

  constructor(app: INestApplicationContext) {
    this.app = app;
    this.database = app.get(Database);
  }

  async tariff(version: number, terms: Partial<Record<string, unknown>> = {}): Promise<void> {
    await this.database.prisma.tariff.create({
      data: {
        version,
        kind: 'PER_PLAY',
        currency: 'EUR',
        perPlayMicros: 6127n,
        minimumMs: 3e4,
        dailyCap: 50,
        masterPpm: 55e4,
        compositionPpm: 15e4,
        remixerPpm: 2e5,
        platformPpm: 1e5,
        effectiveFrom: new Date('2026-01-01T00:00:00Z'),
        ...terms,
      },
    });
  }

  async user(operator = false): Promise<string> {
    const id = newId();
    const handle = `user-${(this.serial += 1)}`;
    await this.database.prisma.user.create({
      data: { id, handle, displayName: `User ${this.serial}`, operator },
    });
    return id;
  }

  async party(name: string, remixerUserId: string | null = null): Promise<string> {
    const id = newId();
    await this.database.prisma.party.create({ data: { id, name, kind: 'PERSON', remixerUserId } });
    return id;
  }

  /** A recording with one work, each owned whole by one party that opted in, or by parts of several. */
  async recording(masterParts: readonly number[] = [1_000_000]): Promise<TestRecording> {
    const serial = (this.serial += 1);
    const isrc = `GBTST26${String(serial).padStart(5, '0')}`;
    const [id, workId] = [newId(), newId()];
    const { prisma } = this.database;
    const owners = await Promise.all(masterParts.map((_, index) => this.party(`Artist ${serial}.${index}`)));
    const writer = await this.party(`Writer ${serial}`);
    await prisma.recording.create({
      data: { id, isrc, title: `Recording ${serial}`, artist: `Artist ${serial}` },
    });
    await prisma.work.create({ data: { id: workId, title: `Work ${serial}` } });
    await prisma.recordingWork.create({ data: { recordingId: id, workId, ppm: 1_000_000 } });
    const share = { territories: ['WW'], excludeTerritories: [], source: 'test' };
    for (const [index, partyId] of owners.entries())
      await prisma.share.create({
        data: {
          id: newId(),
          side: 'MASTER',
          partyId,
          role: 'LABEL',
          ppm: masterParts[index] ?? 0,
          recordingId: id,
          ...share,
        },
      });
    await prisma.share.create({
      data: {
        id: newId(),
        side: 'COMPOSITION',
        partyId: writer,
        role: 'PUBLISHER',
        ppm: 1_000_000,
        workId,
        ...share,
      },
    });
    const grants = await Promise.all([
      ...owners.map((partyId) => this.grant(partyId, 'MASTER', { recordingId: id })),
      this.grant(writer, 'COMPOSITION', { workId }),
    ]);
    return { id, isrc, workId, artist: owners[0] ?? '', writer, grants };
  }

  async grant(partyId: string, side: 'MASTER' | 'COMPOSITION', subject: object): Promise<string> {
    const id = newId();
    await this.database.prisma.grant.create({
      data: {
        id,
        version: 1,
        partyId,
        side,
        policy: 'MONETISE',
        state: 'GRANTED',
        scope: EVERYWHERE,
        ...subject,
      },
    });
    return id;
  }

  async withdraw(grantId: string): Promise<void> {
    const { prisma } = this.database;
    const { createdAt: _at, ...row } = await prisma.grant.findFirstOrThrow({
      where: { id: grantId, version: 1 },
    });
    await prisma.grant.create({ data: { ...row, version: 2, state: 'WITHDRAWN', scope: EVERYWHERE } });
  }

  /** Publishes a flip of these recordings, licensed by the decision of this moment. */
  async recipe(
    sources: readonly { recording: TestRecording; usageMs: number }[],
    durationMs = 120_000,
  ): Promise<TestRecipe> {
    const hash = `sha256-${createHash('sha256').update(randomUUID()).digest('hex')}`;
    const producerId = await this.user();
    const remixerPartyId = await this.party(`Remixer ${this.serial}`, producerId);
    const now = this.app.get(Clock).now();
    const reader = this.database.prisma;
    const tariff = await this.app.get(TariffService).inForce(reader, now);
    const ground = await this.app.get(ClearanceGroundRepository).load(
      reader,
      sources.map(({ recording }) => recording.id),
    );
    const uses = sources.map(({ recording, usageMs }, index) => ({
      sourceId: `s${index}`,
      recordingId: recording.id,
      isrc: recording.isrc,
      title: 'x',
      totalMs: usageMs,
      stems: ['vocals'],
      tempoPermille: {
        min: 1e3,
        max: 1e3,
      },
      pitchCents: {
        min: 0,
        max: 0,
      },
      mixesWithOthers: sources.length > 1,
      isRemixOfRemix: false,
      hasLayers: false,
      isCommercial: true,
    }));
    const known = uses.map((use) => {
      const recording = ground.recordings.get(use.recordingId);
      if (recording === undefined) throw new Error('unknown recording');
      return { ...use, isrc: recording.isrc, works: recording.works };
    });
    const decision = clear({ ...ground, uses: known, tariff, territory: 'GB' as Territory, at: now });
    if (decision.state !== 'CLEARED') throw new Error(JSON.stringify(decision.reasons));
    await reader.recipe.create({
      data: {
        hash,
        document: '{}',
        title: `Flip ${this.serial}`,
        producerId,
        remixerPartyId,
        signer: 'did:key:x',
        durationMs,
        bpm: 120,
        tariffVersion: tariff.version,
        credits: { remixer: `User ${this.serial}`, sources: [], parents: [], text: 'Remixed by somebody' },
        print: {},
        publishedAt: now,
      },
    });
    await reader.recipeSource.createMany({
      data: sources.map(({ recording, usageMs }, position) => ({
        recipeHash: hash,
        sourceId: `s${position}`,
        position,
        recordingId: recording.id,
        isrc: recording.isrc,
        usageMs,
        stemUsageMs: {
          vocals: usageMs,
          drums: Math.floor(usageMs / 3),
        },
      })),
    });
    const stored = JSON.parse(JSON.stringify({ ...decision, uses })) as object;
    await reader.licenceSnapshot.create({
      data: {
        recipeHash: hash,
        tariffVersion: tariff.version,
        territory: 'GB',
        decision: stored,
        decidedAt: now,
      },
    });
    return { hash, remixerParty: remixerPartyId };
  }

  async stop(): Promise<void> {
    await this.app.close();
  }
}
