import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  cwrDetail,
  cwrEnd,
  cwrGroup,
  cwrHeader,
} from '../../../../../../test/support/catalogue-files/cwr-file.ts';
import { csvFile } from '../../../../../../test/support/catalogue-files/csv-file.ts';
import { ernFile } from '../../../../../../test/support/catalogue-files/ern-file.ts';
import type { ErnVersionName } from '../../../../../../test/support/catalogue-files/ern-file.ts';
import { icpnOf, ipiOf, isrcOf, iswcOf } from '../../../../../../test/support/catalogue-files/identifiers.ts';
import { csvTemplate } from '../../../modules/imports/index.ts';
import { ImportWorld, textOf } from './imports.fixture.ts';

let world: ImportWorld;
beforeEach(async () => {
  world = await ImportWorld.open();
});
afterEach(() => world.close());

const prisma = () => world.world.database.prisma;

async function sharesOf(where: { isrc?: string; iswc?: string }) {
  const subject =
    where.isrc === undefined ? { work: { iswc: where.iswc! } } : { recording: { isrc: where.isrc } };
  const rows = await prisma().share.findMany({
    where: { ...subject, status: { not: 'ENDED' } },
    include: { party: true },
    orderBy: [{ ppm: 'desc' }, { id: 'asc' }],
  });
  return rows.map(({ party, role, ppm, territories, excludeTerritories }) => [
    party.name,
    role,
    ppm,
    territories.join(),
    excludeTerritories.join(),
  ]);
}

async function creditsOf(isrc: string) {
  const rows = await prisma().contributor.findMany({
    where: { recording: { isrc } },
    include: { party: true },
  });
  return rows.map(({ party, role }) => `${party.name} ${role}`).toSorted();
}

const HEADER =
  'subject_key,subject_type,title,isrc,iswc,upc,main_artist,linked_key,party_name,party_ipi,role,right,share_pct,territories,excluded_territories';
const csv = (...lines: string[]) => `${[HEADER, ...lines].join('\r\n')}\r\n`;
const track = (title: string, share = 'Some Records,,label,master,100,WW,') =>
  `R1,recording,${title},QZFLI0000001,,,Ada,,${share}`;

describe('what a CSV catalogue means', () => {
  test('the template can be imported as it is', async () => {
    const answer = await world.world.get('/api/imports/template.csv');
    expect(answer.text).toBe(csvTemplate());
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const run = await world.run('CSV', answer.text);
    expect(run).toMatchObject({
      state: 'DONE',
      counts: { created: 3, updated: 0, unchanged: 0, rejected: 0 },
    });
    expect(await sharesOf({ isrc: 'USSM19803037' })).toEqual([
      ['Example Artist', 'MAIN_ARTIST', 1_000_000, 'CA,US', ''],
      ['Example Records', 'LABEL', 800_000, 'WW', 'CA,US'],
      ['Example Artist', 'MAIN_ARTIST', 200_000, 'WW', 'CA,US'],
    ]);
    const release = await prisma().release.findUniqueOrThrow({
      where: { icpn: '190295810726' },
      include: { recordings: true },
    });
    expect(release).toMatchObject({
      catalogueNo: 'EX-001',
      label: 'Example Records',
      recordings: [{ disc: 1, position: 1 }],
    });
  });

  test('byte order mark, semicolons, quotes, leading zeros, commas as decimal points, and apostrophes of spreadsheets', async () => {
    const text = [
      '\ufeffsubject_key;subject_type;title;isrc;main_artist;party_name;party_ipi;role;right;share_pct;upc;territories',
      'R1;recording;"Semi; ""quoted""\nline";QZ-FLI-00-00001;\'=Ada();Ben;00000000199;producer;master;33,34;012345678905;DE|AT',
      'R1;;;;;Some Records;;label;master;66,66;;DE|AT',
    ].join('\n');
    const run = await world.run('CSV', text);
    expect(run.counts).toMatchObject({ created: 2, rejected: 0 });
    const recording = await prisma().recording.findUniqueOrThrow({ where: { isrc: 'QZFLI0000001' } });
    expect(recording).toMatchObject({ title: 'Semi; "quoted"\nline', artist: '=Ada()' });
    expect(await sharesOf({ isrc: 'QZFLI0000001' })).toEqual([
      ['Some Records', 'LABEL', 666_600, 'AT,DE', ''],
      ['Ben', 'PRODUCER', 333_400, 'AT,DE', ''],
    ]);
    expect(await prisma().party.findFirstOrThrow({ where: { name: 'Ben' } })).toMatchObject({
      ipiNameNumber: '00000000199',
    });
    expect(await prisma().release.findFirstOrThrow()).toMatchObject({ icpn: '012345678905' });
  });

  test('shares that nearly sum to a whole are made one by largest remainder', async () => {
    const third = (name: string) => `,,,,,,,,${name},,performer,master,33.33,WW,`;
    const run = await world.run(
      'CSV',
      csv(
        track('T', 'A,,label,master,33.33,WW,'),
        third('B').replace(/^/, 'R1'),
        third('C').replace(/^/, 'R1'),
      ),
    );
    expect(run.counts).toMatchObject({ created: 1 });
    expect(await sharesOf({ isrc: 'QZFLI0000001' })).toEqual([
      ['A', 'LABEL', 333_334, 'WW', ''],
      ['B', 'PERFORMER', 333_333, 'WW', ''],
      ['C', 'PERFORMER', 333_333, 'WW', ''],
    ]);
  });

  test('the artist in a column has to opt in too, and the importer is itself', async () => {
    await world.run('CSV', csv(track('T')));
    expect(await creditsOf('QZFLI0000001')).toEqual(['Ada MAIN_ARTIST']);
    const share = await prisma().share.findFirstOrThrow({ where: { recording: { isrc: 'QZFLI0000001' } } });
    expect(share.partyId).toBe(world.party);
    expect(share.source).toMatch(/^IMPORT:[0-9a-f-]{36}$/);
    const clearance = await world.world.get('/api/recordings/QZFLI0000001/clearance?territory=DE');
    expect(clearance.json as { state: string }).toMatchObject({ state: 'NOT_CLEARED' });
  });

  test('of the rights in a work the mechanical makes the composition side', async () => {
    const work = (rest: string) => `W1,work,T,,T0345246801,,,,${rest}`;
    await world.run(
      'CSV',
      csv(
        work('P,,E,mech,75,WW,'),
        'W1,,,,,,,,C,,CA,mech,25,WW,',
        'W1,,,,,,,,C,,CA,perf,50,WW,',
        'W1,,,,,,,,P,,E,perf,50,WW,',
      ),
    );
    expect(await sharesOf({ iswc: 'T0345246801' })).toEqual([
      ['P', 'PUBLISHER', 750_000, 'WW', ''],
      ['C', 'COMPOSER_LYRICIST', 250_000, 'WW', ''],
    ]);
  });

  test('a rejected work takes the recordings that perform it with it, and nothing else', async () => {
    const text = csv(
      'W1,work,Bad,,T0345246802,,,,C,,CA,mech,100,WW,',
      'W2,work,Good,,T0345246801,,,,C,,CA,mech,100,WW,',
      'R1,recording,One,QZFLI0000001,,,Ada,W1,Some Records,,label,master,100,WW,',
      'R2,recording,Two,QZFLI0000002,,,Ada,W2,Some Records,,label,master,100,WW,',
      'R3,recording,Medley,QZFLI0000003,,,Ada,W2|T0345246801,Some Records,,label,master,100,WW,',
    );
    const tried = await world.run('CSV', text, { dryRun: true });
    const run = await world.run('CSV', text);
    expect(run.counts).toEqual({ created: 3, updated: 0, unchanged: 0, rejected: 2 });
    expect(await world.report(run.id)).toEqual(await world.report(tried.id));
    expect(await world.report(run.id, '&outcome=REJECTED')).toEqual([
      expect.objectContaining({ line: 2, key: 'W1', field: 'iswc', code: 'ISWC_CHECK' }),
      expect.objectContaining({ line: 4, key: 'R1', field: 'linked_key', code: 'WORK_REJECTED' }),
    ]);
    expect(await prisma().recording.count({ where: { isrc: 'QZFLI0000001' } })).toBe(0);
  });

  test('a subject that comes again is refused, also in a later batch', async () => {
    const filler = Array.from(
      { length: 520 },
      (_, n) => `F${n},recording,T,${isrcOf(1000 + n)},,,Ada,,Some Records,,label,master,100,WW,`,
    );
    const text = csv(
      track('First'),
      ...filler,
      track('Again'),
      'R9,recording,Other key,QZFLI0000001,,,Ada,,Some Records,,label,master,100,WW,',
    );
    const run = await world.run('CSV', text);
    expect(run.counts).toEqual({ created: 521, updated: 0, unchanged: 0, rejected: 2 });
    expect((await world.report(run.id, '&problems=true')).map(({ line, code }) => [line, code])).toEqual([
      [523, 'SUBJECT_TWICE'],
      [524, 'SUBJECT_TWICE'],
    ]);
    expect(await prisma().recording.findUniqueOrThrow({ where: { isrc: 'QZFLI0000001' } })).toMatchObject({
      title: 'First',
    });
  });

  test('an update ends what the file no longer says and keeps the rest', async () => {
    await world.run('CSV', csv(track('T', 'A,,label,master,60,WW,'), 'R1,,,,,,,,B,,performer,master,40,WW,'));
    const kept = await prisma().share.findFirstOrThrow({ where: { ppm: 400_000 } });
    const run = await world.run(
      'CSV',
      csv(track('T', 'C,,label,master,60,WW,'), 'R1,,,,,,,,B,,performer,master,40,WW,'),
    );
    expect(run.counts).toMatchObject({ updated: 1 });
    expect(await world.report(run.id)).toMatchObject([
      {
        ...{ outcome: 'UPDATED', field: 'shares', code: null },
        reason: 'Shares that end: A (label) 60 %. Shares that begin: C (label) 60 %.',
      },
    ]);
    expect(await sharesOf({ isrc: 'QZFLI0000001' })).toEqual([
      ['C', 'LABEL', 600_000, 'WW', ''],
      ['B', 'PERFORMER', 400_000, 'WW', ''],
    ]);
    expect(await prisma().share.findFirstOrThrow({ where: { ppm: 400_000 } })).toEqual(kept);
    expect(await prisma().share.count({ where: { status: 'ENDED' } })).toBe(1);
  });
});

describe('what others entered', () => {
  test('is changed by no import: not the shares, not the title, not the credits', async () => {
    const other = await world.world.party(world.label, 'Another Label');
    await world.world.recording(world.operator, 'QZFLI0000001', {
      label: other,
      writer: other,
      title: 'Theirs',
    });
    const before = await world.stored();
    const run = await world.run('CSV', csv(track('Ours')));
    expect(run.counts).toEqual({ created: 0, updated: 0, unchanged: 0, rejected: 1 });
    expect(await world.report(run.id, '&problems=true')).toEqual([
      expect.objectContaining({ code: 'SHARES_HELD_BY_OTHERS', line: 2 }),
    ]);
    expect(await world.stored()).toBe(before);
  });

  test('an import of another party is somebody else too', async () => {
    const second = await world.world.party(world.label, 'Second Label');
    await world.permit(second);
    await world.run('CSV', csv(track('T')));
    const run = await world.run('CSV', csv(track('T', 'Second Label,,label,master,100,WW,')), {
      party: second,
    });
    expect(run.counts).toMatchObject({ rejected: 1 });
    expect(await sharesOf({ isrc: 'QZFLI0000001' })).toEqual([
      ['Some Records', 'LABEL', 1_000_000, 'WW', ''],
    ]);
  });

  test('parties are found by identifier, never by a name that somebody else uses', async () => {
    const operator = world.operator;
    const ada = (
      await world.world.post('/api/parties', operator, {
        name: 'A. Writer',
        kind: 'PERSON',
        ipiNameNumber: ipiOf(5),
      })
    ).json as { id: string };
    await world.world.post('/api/parties', operator, { name: 'Ben', kind: 'PERSON' });
    await world.run(
      'CSV',
      csv(`W1,work,T,,T0345246801,,,,Ada,${ipiOf(5)},CA,mech,50,WW,`, 'W1,,,,,,,,Ben,,CA,mech,50,WW,'),
    );
    const shares = await prisma().share.findMany({
      where: { side: 'COMPOSITION' },
      include: { party: true },
    });
    expect(shares.find(({ partyId }) => partyId === ada.id)?.party.name).toBe('A. Writer');
    expect(await prisma().party.count({ where: { name: 'Ben' } })).toBe(2);
  });
});

describe('who may import', () => {
  test('only parties that an operator has verified, and operators', async () => {
    await world.permit(world.party, false);
    expect(await world.post(csv(track('T')))).toMatchObject({
      status: 403,
      json: { code: 'import_not_permitted' },
    });
    expect(await world.post(csv(track('T')), { user: world.operator })).toMatchObject({ status: 202 });
    const permission = await world.world.get(`/api/parties/${world.party}/import-permission`, world.label);
    expect(permission.json as object).toMatchObject({ permitted: false, evidence: 'Known by contract' });
    await expect(world.world.database.pool.query('DELETE FROM import_permission')).rejects.toThrow(
      'append-only',
    );
  });
});

describe('what a DDEX message means', () => {
  const small = { recordings: 4, artists: 2, recordingsPerRelease: 2 };

  test.each<ErnVersionName>(['43', '42', '41', '382'])('ERN %s', async (version) => {
    const run = await world.run('ERN', await textOf(ernFile({ ...small, version })));
    const works = version === '382' ? 0 : 4;
    expect(run).toMatchObject({ state: 'DONE', counts: { created: 4 + works + 2, rejected: 0 } });
    const recording = await prisma().recording.findUniqueOrThrow({
      where: { isrc: isrcOf(1) },
      include: {
        works: { include: { work: true } },
        releases: { include: { release: { include: { deals: true } } } },
      },
    });
    expect(recording).toMatchObject({ title: 'Track 1', artist: 'Artist 1', durationMs: 181_000 });
    expect(recording.works.map(({ work }) => work.iswc)).toEqual(version === '382' ? [] : [iswcOf(1)]);
    expect(recording.releases).toEqual([expect.objectContaining({ disc: 1, position: 2 })]);
    const [{ release }] = recording.releases as [(typeof recording.releases)[number]];
    expect(release).toMatchObject({ icpn: icpnOf(0), title: 'Album 0', artist: 'Various artists' });
    const deal = {
      territories: ['WW'],
      excludeTerritories: [],
      from: '2024-05-31',
      to: null,
      models: ['SubscriptionModel'],
      uses: ['OnDemandStream'],
    };
    expect(release.deals).toMatchObject({ deals: [deal], withdrawnAt: null });
    expect(await creditsOf(isrcOf(1))).toEqual(['Artist 1 MAIN_ARTIST']);
    expect(await prisma().grant.count()).toBe(0);
    expect(run.notes.map(({ code }) => code)).toContain('DEALS_ARE_NO_CONSENT');
    const unknown = run.notes.some(({ code }) => code === 'RIGHTS_NOT_STATED');
    expect(unknown).toBe(version === '382');
    if (version !== '382')
      expect(await sharesOf({ isrc: isrcOf(1) })).toEqual([
        ['Some Records', 'LABEL', 800_000, 'WW', ''],
        ['Artist 1', 'LABEL', 200_000, 'WW', ''],
      ]);
  });

  test('a message without deals withdraws the release, one with deals brings it back, a purge withdraws it too', async () => {
    const withdrawn = async () =>
      (await prisma().releaseDeals.findMany()).map(({ withdrawnAt }) => withdrawnAt !== null);
    const message = (withDeals: boolean) => textOf(ernFile({ ...small, recordings: 2, withDeals }));
    await world.run('ERN', await message(true));
    expect(await withdrawn()).toEqual([false]);
    const gone = await world.run('ERN', await message(false));
    expect(await withdrawn()).toEqual([true]);
    expect(
      (await world.report(gone.id, '&problems=true')).map(({ code, outcome }) => [code, outcome]),
    ).toEqual([['RELEASE_WITHOUT_DEALS', 'UPDATED']]);
    expect((await world.run('ERN', await message(false))).counts).toMatchObject({ updated: 0, unchanged: 5 });
    await world.run('ERN', await message(true));
    expect(await withdrawn()).toEqual([false]);
    const purge = `<?xml version="1.0"?><ern:PurgeReleaseMessage xmlns:ern="http://ddex.net/xml/ern/43"><PurgedRelease><ReleaseId><ICPN>${icpnOf(0)}</ICPN></ReleaseId></PurgedRelease></ern:PurgeReleaseMessage>`;
    const purged = await world.run('ERN', purge);
    expect(purged.counts).toMatchObject({ updated: 1 });
    expect(await withdrawn()).toEqual([true]);
    expect(await prisma().releaseRecording.count()).toBe(2);
    const unknown = await world.run('ERN', purge.replace(icpnOf(0), icpnOf(77)));
    expect(await world.report(unknown.id, '&outcome=REJECTED')).toContainEqual(
      expect.objectContaining({ code: 'RELEASE_UNKNOWN' }),
    );
  });
});

describe('what a CWR registration means', () => {
  const at = (record: number): [number, number] => [0, record];
  const file = (...details: [string, Record<number, string>][]) => {
    const lines = details.map(([type, fields], index) => cwrDetail(type, at(index), fields));
    return `${[cwrHeader('2.2'), cwrGroup('2.2'), ...lines, ...cwrEnd(1, lines.length)].join('\r\n')}\r\n`;
  };
  const publisher = (ip: string, type: string, name: string, mr: string) => ({
    20: '01',
    22: ip,
    31: name,
    77: type,
    116: '00000',
    124: mr,
    132: mr,
  });
  const collects = (ip: string, mr: string, tis: string, inclusion = 'I') => ({
    20: ip,
    35: '00000',
    40: mr,
    45: mr,
    50: inclusion,
    51: tis,
  });

  test('a sub-publisher collects where it is named, the original publisher elsewhere, and every writer is credited', async () => {
    const run = await world.run(
      'CWR',
      file(
        ['NWR', { 20: 'GOLDEN HORIZON', 82: 'W1', 96: 'T0345246801' }],
        ['SPU', publisher('P1', 'E', 'ORIGINAL', '10000')],
        ['SPT', collects('P1', '10000', '2136')],
        ['SPU', publisher('P2', 'SE', 'SUB', '00000')],
        ['SPT', collects('P2', '10000', '0056')],
        [
          'SWR',
          {
            20: 'W1',
            29: 'WRITER',
            74: 'ANN',
            105: 'CA',
            116: ipiOf(1),
            130: '10000',
            138: '00000',
            146: '00000',
          },
        ],
        ['REC', { 250: 'QZFLI0000001', 262: 'AD', 267: 'GOLDEN', 387: 'ANN' }],
      ),
    );
    expect(run.counts).toMatchObject({ created: 2, rejected: 0 });
    expect(await sharesOf({ iswc: 'T0345246801' })).toEqual(
      [
        ['ORIGINAL', 'PUBLISHER', 1_000_000, 'WW', 'BE'],
        ['SUB', 'SUB_PUBLISHER', 1_000_000, 'BE', ''],
      ].toSorted(),
    );
    const work = await prisma().work.findUniqueOrThrow({
      where: { iswc: 'T0345246801' },
      include: { contributors: { include: { party: true } }, recordings: { include: { recording: true } } },
    });
    expect(work.contributors.map(({ party, role }) => [party.name, role])).toEqual([
      ['ANN WRITER', 'COMPOSER_LYRICIST'],
    ]);
    expect(work.recordings).toEqual([
      expect.objectContaining({
        ppm: 1_000_000,
        recording: expect.objectContaining({ title: 'GOLDEN', artist: 'ANN' }),
      }),
    ]);
  });

  test('two works of one recording share it equally; a label gives it its title later', async () => {
    const writer = (ipi: number) =>
      [
        'SWR',
        { 20: 'W1', 29: 'WRITER', 105: 'CA', 116: ipiOf(ipi), 138: '10000', 130: '10000', 146: '10000' },
      ] as [string, Record<number, string>];
    const works = file(
      ['NWR', { 20: 'ONE', 82: 'W1' }],
      writer(1),
      ['REC', { 250: 'QZFLI0000001', 262: 'AD' }],
      ['NWR', { 20: 'TWO', 82: 'W2' }],
      writer(2),
      ['REC', { 250: 'QZFLI0000001', 262: 'AD' }],
    );
    const tried = await world.run('CWR', works, { dryRun: true });
    const run = await world.run('CWR', works);
    expect(run.counts).toEqual({ created: 3, updated: 1, unchanged: 0, rejected: 0 });
    expect(tried.counts).toEqual(run.counts);
    const links = await prisma().recordingWork.findMany();
    expect(links.map(({ ppm }) => ppm)).toEqual([500_000, 500_000]);
    expect((await world.run('CWR', works)).counts).toMatchObject({ unchanged: 4 });
    expect(await prisma().recording.findFirstOrThrow()).toMatchObject({
      title: 'ONE',
      artist: 'Unknown artist',
    });
    await world.run('CSV', csv(track('Proper title')));
    expect(await prisma().recording.findFirstOrThrow()).toMatchObject({
      title: 'Proper title',
      artist: 'Ada',
    });
    expect((await world.run('CWR', works)).counts).toMatchObject({ unchanged: 4 });
    expect(await prisma().recording.findFirstOrThrow()).toMatchObject({ title: 'Proper title' });
  });

  test('trailing blanks are trimmed and lines end in LF', async () => {
    const text = file(
      ['NWR', { 20: 'ONE', 82: 'W1' }],
      ['SWR', { 20: 'W1', 29: 'W', 105: 'CA', 138: '10000' }],
    );
    const quirky = text
      .split('\r\n')
      .map((line) => line.trimEnd())
      .join('\n');
    expect((await world.run('CWR', quirky)).counts).toMatchObject({ created: 1, rejected: 0 });
  });
});

describe('the report', () => {
  test('as CSV holds no formula, and each row as the pages do', async () => {
    const run = await world.run(
      'CSV',
      csv('=HYPERLINK(1),recording,=cmd(),QZFLI0000001,,,Ada,,Some Records,,label,master,99,WW,'),
    );
    const answer = await world.world.get(`/api/imports/${run.id}/rows.csv?problems=true`, world.label);
    expect(answer.headers['content-disposition']).toContain(`import-${run.id}.csv`);
    const [header, row] = answer.text.replace('\ufeff', '').split('\r\n');
    expect(header).toBe('line,outcome,kind,key,identifier,title,field,code,reason');
    expect(row).toMatch(
      /^2,REJECTED,RECORDING,'=HYPERLINK\(1\),QZFLI0000001,'=cmd\(\),share_pct,SHARES_NOT_WHOLE,"?master: the shares sum to 99 %/,
    );
  });

  test('comes in pages that begin where the last one ended', async () => {
    const run = await world.run('CSV', await textOf(csvFile({ recordings: 130, artists: 5 })));
    const first = (await world.world.get(`/api/imports/${run.id}/rows?limit=100`, world.label)).json as {
      items: object[];
      nextCursor: string;
    };
    expect(first.items).toHaveLength(100);
    expect(await world.report(run.id)).toHaveLength(273);
  });
});
