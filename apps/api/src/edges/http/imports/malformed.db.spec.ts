import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  cwrDetail,
  cwrEnd,
  cwrFile,
  cwrGroup,
  cwrHeader,
} from '../../../../../../test/support/catalogue-files/cwr-file.ts';
import { ernFile } from '../../../../../../test/support/catalogue-files/ern-file.ts';
import { ipiOf } from '../../../../../../test/support/catalogue-files/identifiers.ts';
import { ImportWorld, textOf } from './imports.fixture.ts';

let world: ImportWorld;
let before: string;
beforeAll(async () => {
  world = await ImportWorld.open();
  before = await world.stored();
});
beforeEach(() => world.world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => world.close());

const HEADER =
  'subject_key,subject_type,title,isrc,iswc,main_artist,duration_s,release_date,party_name,party_ipi,party_isni,party_dpid,role,right,share_pct,territories,excluded_territories,valid_from,valid_to,linked_key,upc';
const GOOD: Record<string, string> = {
  subject_key: 'R1',
  subject_type: 'recording',
  title: 'Title',
  isrc: 'QZFLI0000001',
  main_artist: 'Artist',
  party_name: 'Some Records',
  role: 'label',
  right: 'master',
  share_pct: '100',
  territories: 'WW',
};

/** A CSV file of rows that are right but for what is given. */
function csv(...rows: Record<string, string>[]): string {
  const lines = rows.map((row) =>
    HEADER.split(',')
      .map((column) => ({ ...GOOD, ...row })[column] ?? '')
      .join(','),
  );
  return `${[HEADER, ...lines].join('\r\n')}\r\n`;
}

const xml = (body: string, namespace = 'http://ddex.net/xml/ern/43') =>
  `<?xml version="1.0"?><ern:NewReleaseMessage xmlns:ern="${namespace}">${body}</ern:NewReleaseMessage>`;

describe('files that are refused when they are sent', () => {
  const bytes = (...values: number[]) => Buffer.from([...values, ...Buffer.from(' '.repeat(64))]);
  test.each<[string, Buffer, number, string, string]>([
    ['a WAV file', Buffer.from('RIFF\u0024\0\0\0WAVEfmt '), 415, 'audio_refused', 'AUDIO_FILE'],
    ['a FLAC file', Buffer.from('fLaC\0\0\0"'), 415, 'audio_refused', 'AUDIO_FILE'],
    ['an MP3 file with a tag', Buffer.from('ID3\u0004\0\0'), 415, 'audio_refused', 'AUDIO_FILE'],
    ['a bare MP3 frame', bytes(0xff, 0xfb, 0x90, 0x64), 415, 'audio_refused', 'AUDIO_FILE'],
    [
      'an MP4 file',
      Buffer.concat([bytes(0, 0, 0, 24).subarray(0, 4), Buffer.from('ftypM4A ')]),
      415,
      'audio_refused',
      'AUDIO_FILE',
    ],
    ['a ZIP archive', bytes(0x50, 0x4b, 0x03, 0x04), 422, 'import_refused', 'NOT_TEXT'],
    ['a gzip archive', bytes(0x1f, 0x8b), 422, 'import_refused', 'NOT_TEXT'],
    ['a PDF', Buffer.from('%PDF-1.7 '), 422, 'import_refused', 'NOT_TEXT'],
    ['nothing', Buffer.alloc(0), 422, 'import_refused', 'FILE_EMPTY'],
    ['blanks alone', Buffer.from(' \r\n\t '), 422, 'import_refused', 'FILE_EMPTY'],
    ['UTF-16', Buffer.from('\ufeffsubject_key', 'utf16le'), 422, 'import_refused', 'WRONG_CHARSET'],
    [
      'Latin-1',
      Buffer.from(`${HEADER}\r\nR1,recording,Caf\u00e9`, 'latin1'),
      422,
      'import_refused',
      'WRONG_CHARSET',
    ],
    ['NUL bytes', Buffer.from(`${HEADER}\r\nR1,reco\0rding`), 422, 'import_refused', 'NUL_BYTES'],
    [
      'sound behind a header',
      Buffer.concat([Buffer.from(`${HEADER}\r\n`), bytes(0xff, 0xfb, 0x90, 0x64)]),
      422,
      'import_refused',
      'WRONG_CHARSET',
    ],
  ])('%s', async (_name, file, status, code, reason) => {
    const answer = await world.post(file);
    expect({ status: answer.status, ...answer.json }).toMatchObject({ status, code, reason });
    expect(answer.json.detail).toMatch(/\w{3,}/);
    const kept = await world.world.database.pool.query(
      'SELECT 1 FROM import_upload UNION ALL SELECT 1 FROM import_chunk',
    );
    expect(kept.rowCount).toBe(0);
  });

  test('the line of a byte that is not UTF-8 is named', async () => {
    const answer = await world.post(Buffer.from(`${HEADER}\r\n${'x\r\n'.repeat(40)}Caf\u00e9\r\n`, 'latin1'));
    expect(answer.json).toMatchObject({ line: 42 });
  });

  test.each([
    'audio/wav',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/json',
    'text/html',
    '',
  ])('the type %j', async (type) => {
    const { status, json } = await world.post('{}', { type });
    expect([status, json.code]).toEqual([415, 'unsupported_media_type']);
  });
});

describe('files that are refused as a whole, with nothing taken in', () => {
  const deep = '<a>'.repeat(40) + '</a>'.repeat(40);
  const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/43">&b;</ern:NewReleaseMessage>`;
  const external = '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1/evil.dtd"><a/>';
  const cwr = (...lines: string[]) => [cwrHeader('2.1'), cwrGroup('2.1'), ...lines].join('\r\n');
  const work = (record: number, transaction = 0) =>
    cwrDetail('NWR', [transaction, record], { 20: 'TITLE', 82: 'W1' });
  test.each<[string, 'CSV' | 'ERN' | 'CWR', string, string, number | null]>([
    ['a header alone', 'CSV', `${HEADER}\r\n`, 'FILE_EMPTY', null],
    ['no header', 'CSV', 'R1,recording,Title,QZFLI0000001\r\n', 'COLUMN_UNKNOWN', 1],
    [
      'a header without a column that it needs',
      'CSV',
      'subject_key,subject_type,title,party_name\r\nR1,recording,T,P\r\n',
      'HEADER_MISSING',
      1,
    ],
    ['a column twice', 'CSV', `${HEADER},isrc\r\n`, 'COLUMN_DUPLICATE', 1],
    ['a column that nobody knows', 'CSV', `${HEADER},bpm\r\n`, 'COLUMN_UNKNOWN', 1],
    ['a quote that is never closed', 'CSV', `${HEADER}\r\nR1,recording,"Title\r\n`, 'QUOTE_NOT_CLOSED', 2],
    ['a quote in the middle', 'CSV', `${HEADER}\r\nR1,recording,"Ti"tle\r\n`, 'QUOTE_INVALID', 2],
    ['too few fields', 'CSV', `${csv({})}R2,recording\r\n`, 'COLUMN_COUNT', 3],
    ['a row too long', 'CSV', csv({ title: 'x'.repeat(70_000) }), 'LINE_TOO_LONG', 2],
    [
      'XML that breaks off',
      'ERN',
      '<?xml version="1.0"?><ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/43"><ResourceList>',
      'XML_MALFORMED',
      1,
    ],
    ['XML that is not well formed', 'ERN', xml('<a></b>'), 'XML_MALFORMED', 1],
    ['an attribute twice', 'ERN', xml('<a b="1" b="2"/>'), 'XML_MALFORMED', 1],
    ['an entity that nobody declared', 'ERN', xml('<a>&nbsp;</a>'), 'XML_MALFORMED', 1],
    ['an entity bomb', 'ERN', bomb, 'XML_DOCTYPE', 1],
    ['an external document type', 'ERN', external, 'XML_DOCTYPE', 1],
    ['elements too deep', 'ERN', xml(deep), 'XML_TOO_DEEP', 1],
    [
      'too many attributes',
      'ERN',
      xml(`<a ${Array.from({ length: 40 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
      'XML_TOO_LARGE',
      1,
    ],
    ['text without end', 'ERN', xml(`<a>${'x'.repeat(400_000)}</a>`), 'XML_TOO_LARGE', 1],
    [
      'another charset declared',
      'ERN',
      '<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
      'WRONG_CHARSET',
      1,
    ],
    ['XML that is no ERN', 'ERN', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'XML_NOT_ERN', 1],
    ['a version of ERN that is not read', 'ERN', xml('', 'http://ddex.net/xml/ern/37'), 'ERN_VERSION', 1],
    ['a message without anything', 'ERN', xml('<PartyList/>'), 'FILE_EMPTY', null],
    [
      'a party reference twice',
      'ERN',
      xml('<Party><PartyReference>P1</PartyReference></Party>'.repeat(2)),
      'ERN_REFERENCE',
      1,
    ],
    [
      'a date that is none in a deal',
      'ERN',
      xml(
        '<ReleaseDeal><DealReleaseReference>R1</DealReleaseReference><Deal><DealTerms><ValidityPeriod><StartDate>2024-02-31</StartDate></ValidityPeriod></DealTerms></Deal></ReleaseDeal>',
      ),
      'DATE_INVALID',
      1,
    ],
    ['CWR that breaks off', 'CWR', cwr(work(0)), 'CWR_TRUNCATED', 3],
    ['CWR without its group', 'CWR', [cwrHeader('2.1'), work(0)].join('\n'), 'CWR_ORDER', 2],
    ['CWR with a record that is none', 'CWR', cwr('NWRxxxxxxxx00000000'), 'CWR_RECORD', 3],
    ['CWR 3', 'CWR', cwrHeader('2.2').replace('2.2', '3.0'), 'CWR_VERSION', 1],
    ['a CWR line too long', 'CWR', cwr(work(0).padEnd(2_000, 'x')), 'LINE_TOO_LONG', 3],
    [
      'records after the CWR trailer',
      'CWR',
      [cwr(work(0)), ...cwrEnd(1, 1), work(0)].join('\n'),
      'CWR_ORDER',
      6,
    ],
  ])('%s', async (_name, format, file, code, line) => {
    const run = await world.run(format, file);
    expect(run).toMatchObject({ state: 'FAILED', format, failure: { code, line }, done: 0 });
    expect(run.failure?.reason).toMatch(/\w+ \w+/);
    expect(await world.stored()).toBe(before);
  });
});

test('a message that says it is a test can be tried, and not taken in', async () => {
  const file = (await textOf(ernFile({ recordings: 1 }))).replace('LiveMessage', 'TestMessage');
  expect(await world.run('ERN', file, { dryRun: true })).toMatchObject({ state: 'DONE' });
  expect(await world.run('ERN', file)).toMatchObject({ state: 'FAILED', failure: { code: 'TEST_MESSAGE' } });
  expect(await world.stored()).toBe(before);
});

describe('subjects that are refused, with line and field', () => {
  const work = {
    subject_type: 'work',
    isrc: '',
    main_artist: '',
    role: 'CA',
    right: 'mech',
    party_name: 'Writer',
  };
  test.each<[string, Record<string, string>[], string, number, string | null]>([
    ['an ISRC that is none', [{ isrc: 'QZFLI00001' }], 'ISRC_FORMAT', 2, 'isrc'],
    ['no ISRC', [{ isrc: '' }], 'FIELD_MISSING', 2, 'isrc'],
    ['an ISWC with a wrong check digit', [{ ...work, iswc: 'T0345246802' }], 'ISWC_CHECK', 2, 'iswc'],
    ['an IPI with wrong check digits', [{ party_ipi: '00000000198' }], 'IPI_CHECK', 2, 'party_ipi'],
    [
      'an ISNI with a wrong check character',
      [{ party_isni: '0000000121032684' }],
      'ISNI_CHECK',
      2,
      'party_isni',
    ],
    [
      'a DPID with a wrong check character',
      [{ party_dpid: 'PADPIDA2007040502J' }],
      'DPID_CHECK',
      2,
      'party_dpid',
    ],
    ['a product code with a wrong check digit', [{ upc: '190295810727' }], 'ICPN_CHECK', 2, 'upc'],
    [
      'shares over a whole',
      [{}, { title: '', isrc: '', main_artist: '', party_name: 'B', share_pct: '1' }],
      'SHARES_OVER_WHOLE',
      2,
      'share_pct',
    ],
    ['shares under a whole', [{ share_pct: '99.93' }], 'SHARES_NOT_WHOLE', 2, 'share_pct'],
    [
      'shares that are short in one country',
      [
        { excluded_territories: 'US' },
        { title: '', isrc: '', party_name: 'B', share_pct: '90', territories: 'US' },
      ],
      'SHARES_NOT_WHOLE',
      2,
      'share_pct',
    ],
    ['a negative share', [{ share_pct: '-5' }], 'SHARE_NEGATIVE', 2, 'share_pct'],
    ['a share over 100', [{ share_pct: '100.01' }], 'SHARE_INVALID', 2, 'share_pct'],
    ['a share that is a word', [{ share_pct: 'half' }], 'SHARE_INVALID', 2, 'share_pct'],
    ['a territory that nobody knows', [{ territories: 'XX' }], 'TERRITORY_UNKNOWN', 2, 'territories'],
    [
      'an excluded territory that nobody knows',
      [{ excluded_territories: 'ZZ' }],
      'TERRITORY_UNKNOWN',
      2,
      'excluded_territories',
    ],
    ['a day that is none', [{ release_date: '2023-02-29' }], 'DATE_INVALID', 2, 'release_date'],
    [
      'dates the wrong way round',
      [{ valid_from: '2025-01-01', valid_to: '2024-01-01' }],
      'DATE_ORDER',
      2,
      'valid_to',
    ],
    ['a role that nobody knows', [{ role: 'drummer-in-chief' }], 'ROLE_UNKNOWN', 2, 'role'],
    ['a writer on a recording', [{ role: 'composer' }], 'ROLE_MISPLACED', 2, 'role'],
    ['a right that nobody knows', [{ right: 'moral' }], 'RIGHT_UNKNOWN', 2, 'right'],
    ['a right of the other side', [{ right: 'mech' }], 'RIGHT_MISPLACED', 2, 'right'],
    ['another type of subject', [{ subject_type: 'video' }], 'SUBJECT_TYPE_UNKNOWN', 2, 'subject_type'],
    ['no title', [{ title: '' }], 'FIELD_MISSING', 2, 'title'],
    ['a title too long', [{ title: 'x'.repeat(201) }], 'TEXT_TOO_LONG', 2, 'title'],
    ['a duration that is none', [{ duration_s: '3:20' }], 'DURATION_INVALID', 2, 'duration_s'],
    ['a share of nobody', [{ party_name: '' }], 'FIELD_MISSING', 2, 'party_name'],
    [
      'rows of a subject that contradict',
      [{ share_pct: '50' }, { title: 'Other', isrc: '', share_pct: '50', party_name: 'B' }],
      'SUBJECT_CONTRADICTS',
      3,
      'title',
    ],
    ['a work that is not there', [{ linked_key: 'W9' }], 'WORK_UNKNOWN', 2, 'linked_key'],
  ])('%s', async (_name, rows, code, line, field) => {
    const run = await world.run('CSV', csv(...rows));
    expect(run).toMatchObject({
      state: 'DONE',
      total: 1,
      counts: { created: 0, updated: 0, unchanged: 0, rejected: 1 },
    });
    expect(await world.report(run.id, '&problems=true')).toContainEqual(
      expect.objectContaining({
        outcome: 'REJECTED',
        code,
        line,
        field,
        reason: expect.stringMatching(/\w+ \w+/),
      }),
    );
    expect(await world.stored()).toBe(before);
  });

  test('a wrong ISRC in CWR', async () => {
    const file = (await textOf(cwrFile({ recordings: 1 }))).replace('QZFLI0000000', 'QZFLI00000 0');
    const run = await world.run('CWR', file, { dryRun: true });
    expect(run.counts).toMatchObject({ created: 1, rejected: 1 });
    const row = { code: 'ISRC_FORMAT', line: 9, field: 'REC ISRC', kind: 'RECORDING' };
    expect(await world.report(run.id, '&problems=true')).toEqual([expect.objectContaining(row)]);
  });

  const cwrWork = (records: readonly [string, Record<number, string>][]) => {
    const lines = records.map(([type, fields], index) => cwrDetail(type, [0, index], fields));
    return [cwrHeader('2.1'), cwrGroup('2.1'), ...lines, ...cwrEnd(1, lines.length)].join('\r\n');
  };
  const writer = (over: Record<number, string> = {}) => ({
    20: 'W00000001',
    29: 'WRITER',
    105: 'CA',
    116: ipiOf(1),
    130: '10000',
    138: '10000',
    146: '10000',
    ...over,
  });
  const spt = (over: Record<number, string> = {}) => ({
    20: 'W00000001',
    29: '10000',
    34: '10000',
    39: '10000',
    44: 'I',
    45: '2136',
    ...over,
  });
  const nwr = { 20: 'TITLE', 82: 'W1' };
  test.each<[string, readonly [string, Record<number, string>][], string, number, string | null]>([
    [
      'a title that is missing',
      [
        ['NWR', { 82: 'W1' }],
        ['SWR', writer()],
        ['SWT', spt()],
      ],
      'FIELD_MISSING',
      3,
      'NWR title',
    ],
    ['no writer', [['NWR', nwr]], 'WRITER_MISSING', 3, 'NWR'],
    [
      'ownership over a whole',
      [
        ['NWR', nwr],
        ['SWR', writer()],
        ['OWR', writer({ 116: ipiOf(2), 138: '00100' })],
      ],
      'SHARES_OVER_WHOLE',
      3,
      'MR ownership',
    ],
    [
      'ownership under a whole',
      [
        ['NWR', nwr],
        ['SWR', writer({ 138: '09990' })],
      ],
      'SHARES_NOT_WHOLE',
      3,
      'MR ownership',
    ],
    [
      'a share that is no number',
      [
        ['NWR', nwr],
        ['SWR', writer({ 138: 'XXX00' })],
      ],
      'SHARE_INVALID',
      4,
      'SWR MR',
    ],
    [
      'a territory of CWR that nobody knows',
      [
        ['NWR', nwr],
        ['SWR', writer()],
        ['SWT', spt({ 45: '9999' })],
      ],
      'TERRITORY_UNKNOWN',
      5,
      'SWT TIS',
    ],
    [
      'a wrong ISWC in CWR',
      [
        ['NWR', { ...nwr, 96: 'T0345246802' }],
        ['SWR', writer()],
      ],
      'ISWC_CHECK',
      3,
      'NWR ISWC',
    ],
    [
      'a wrong IPI in CWR',
      [
        ['NWR', nwr],
        ['SWR', writer({ 116: '00000000198' })],
      ],
      'IPI_CHECK',
      4,
      'SWR IPI',
    ],
    [
      'a role of CWR that nobody knows',
      [
        ['NWR', nwr],
        ['SWR', writer({ 105: 'ZZ' })],
      ],
      'ROLE_UNKNOWN',
      4,
      'SWR role',
    ],
    [
      'collection over a whole',
      [
        ['NWR', nwr],
        ['SWR', writer({ 130: '05000', 138: '05000', 146: '05000' })],
        ['SWT', spt({ 34: '06000' })],
        ['SWR', writer({ 116: ipiOf(2), 130: '05000', 138: '05000', 146: '05000' })],
        ['SWT', spt({ 34: '06000' })],
      ],
      'SHARES_OVER_WHOLE',
      3,
      'MR collection',
    ],
    [
      'a territory before its party',
      [
        ['NWR', nwr],
        ['SWT', spt()],
        ['SWR', writer()],
      ],
      'CWR_ORDER',
      4,
      'SWT',
    ],
  ])('%s', async (_name, records, code, line, field) => {
    const run = await world.run('CWR', cwrWork(records));
    expect(run.counts).toEqual({ created: 0, updated: 0, unchanged: 0, rejected: 1 });
    expect(await world.report(run.id, '&problems=true')).toContainEqual(
      expect.objectContaining({ outcome: 'REJECTED', code, line, field }),
    );
    expect(await world.stored()).toBe(before);
  });

  test('counts in CWR trailers that are wrong are noted, and stop nothing', async () => {
    const file = (await textOf(cwrFile({ recordings: 2 }))).replace(/GRT0000100000002/, 'GRT0000100000003');
    const run = await world.run('CWR', file, { dryRun: true });
    expect(run).toMatchObject({ state: 'DONE', counts: { rejected: 0 } });
    expect(run.notes).toContainEqual({
      code: 'CWR_COUNT',
      reason: expect.stringContaining('3 transactions; there are 2'),
    });
  });

  const ern = async (spoil: (file: string) => string) =>
    spoil(await textOf(ernFile({ recordings: 1, artists: 1 })));
  test.each<[string, (file: string) => string, string, string]>([
    [
      'a party that is not listed',
      (file) => file.replace('<ArtistPartyReference>PArtist0', '<ArtistPartyReference>PNobody'),
      'ERN_REFERENCE',
      'ArtistPartyReference',
    ],
    [
      'a share over a whole',
      (file) => file.replace('>0.8<', '>0.9<'),
      'SHARES_OVER_WHOLE',
      'RightSharePercentage',
    ],
    [
      'a negative share in ERN',
      (file) => file.replace('>20<', '>-20<'),
      'SHARE_NEGATIVE',
      'RightSharePercentage',
    ],
    ['a wrong ISRC in ERN', (file) => file.replace('QZFLI0000000', 'QZFLI000'), 'ISRC_FORMAT', 'ISRC'],
    ['a wrong duration', (file) => file.replace('PT3M0S', '3:00'), 'DURATION_INVALID', 'Duration'],
    [
      'a wrong ICPN',
      (file) => file.replace(/<ICPN>\d+/, '<ICPN>190295810727'),
      'ICPN_CHECK',
      'ReleaseId/ICPN',
    ],
    [
      'a wrong GRid',
      (file) => file.replace(/<GRid>\w+/, '<GRid>A12425GABC1234002N'),
      'GRID_CHECK',
      'ReleaseId/GRid',
    ],
    [
      'a territory of ERN that nobody knows',
      (file) => file.replace('<Territory>Worldwide<', '<Territory>Atlantis<'),
      'TERRITORY_UNKNOWN',
      'TerritoryCode',
    ],
  ])('%s', async (_name, spoil, code, field) => {
    const run = await world.run('ERN', await ern(spoil), { dryRun: true });
    expect(run.counts.rejected).toBeGreaterThan(0);
    const rows = await world.report(run.id, '&problems=true');
    expect(rows).toContainEqual(
      expect.objectContaining({ outcome: 'REJECTED', code, field, line: expect.any(Number) }),
    );
  });
});
