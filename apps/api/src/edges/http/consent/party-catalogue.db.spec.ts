import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

interface Row {
  readonly isrc: string | null;
  readonly ppm: number;
  readonly roles: readonly string[];
}

const LINKS = ['https://evidence.example/contract'];

let world: FlipWorld;
let operator: User;
let lena: User;
let label: string;

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  await world.tariff(operator);
  lena = await world.user('lena');
  label = await world.party(lena, 'North Label');
}, 120_000);
afterAll(() => world.close());

/** The label claims this much of a recording, and an operator finds it proved. */
async function claim(isrc: string, ppm: number, territories: readonly string[]): Promise<void> {
  const body = { subject: { isrc }, role: 'LABEL', ppm, territories, text: 'By the contract', links: LINKS };
  const claimed = await world.post(`/api/parties/${label}/claims`, lena, body);
  if (claimed.status !== 201) throw new Error(claimed.text);
  const { id } = claimed.json as { id: string };
  const decision = { proved: true, reason: 'Seen the contract', links: LINKS };
  const decided = await world.post(`/api/claims/${id}/decision`, operator, decision);
  if (decided.status !== 200) throw new Error(decided.text);
}

async function row(isrc: string): Promise<Row | undefined> {
  const { status, text, json } = await world.get(`/api/parties/${label}/catalogue?limit=500`, lena);
  if (status !== 200) throw new Error(text);
  return (json as { items: Row[] }).items.find((one) => one.isrc === isrc);
}

describe('what a party claims, in its own catalogue', () => {
  test('may be more than the whole while that is in dispute', async () => {
    await world.recording(operator, 'GBPCA2600001', { label, writer: label });
    await claim('GBPCA2600001', 200_000, ['WW']);
    expect(await row('GBPCA2600001')).toMatchObject({ ppm: 1_200_000, roles: ['LABEL', 'MAIN_ARTIST'] });
  });

  test('is not added up over territories: what it has in each is that much there', async () => {
    const other = await world.party(operator, 'South Label');
    await world.recording(operator, 'GBPCA2600002', { label: other, writer: other });
    await claim('GBPCA2600002', 300_000, ['DE']);
    await claim('GBPCA2600002', 400_000, ['FR']);
    expect(await row('GBPCA2600002')).toMatchObject({ ppm: 400_000, roles: ['LABEL'] });
  });
});
