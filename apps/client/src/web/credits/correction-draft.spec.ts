import { describe, expect, test } from '@jest/globals';
import type { Credits } from '../queries/flips.ts';
import { creditedIn, MISSING, rolesOf, toAsked, type CorrectionDraft } from './correction-draft.ts';
import { changeWords } from './correction-words.ts';

const credits = {
  remixer: 'Pia',
  sources: [
    {
      sourceId: 's1',
      isrc: 'GBAAA2400001',
      recording: [{ name: 'Ines', role: 'MainArtist' }],
      composition: [{ name: 'Jonah', role: 'Composer' }],
    },
  ],
} as unknown as Credits;
const draft = (over: Partial<CorrectionDraft> = {}): CorrectionDraft => ({
  party: 'p',
  about: 'RECORDING/s1',
  everywhere: false,
  wrong: '0',
  name: ' Inès ',
  role: 'MainArtist',
  remove: false,
  explanation: 'An accent is missing',
  evidence: 'https://a.example\n https://b.example ',
  ...over,
});
const asked = (over: Partial<CorrectionDraft> = {}, workId: string | null = 'w') =>
  toAsked(draft(over), { hash: 'h', credits, workId });

describe('a correction that is filled in', () => {
  test('is of the flip, its recording or its work', () => {
    expect(asked()).toEqual({
      kind: 'flip',
      hash: 'h',
      body: {
        side: 'RECORDING',
        sourceId: 's1',
        partyId: 'p',
        credited: { name: 'Ines', role: 'MainArtist' },
        proposed: { name: 'Inès', role: 'MainArtist', partyId: null },
        explanation: 'An accent is missing',
        evidence: ['https://a.example', 'https://b.example'],
      },
    });
    expect(asked({ everywhere: true })).toMatchObject({ kind: 'recording', isrc: 'GBAAA2400001' });
    expect(asked({ everywhere: true, about: 'COMPOSITION/s1' })).toMatchObject({
      kind: 'work',
      id: 'w',
      body: { credited: { name: 'Jonah' } },
    });
    expect(asked({ everywhere: true, about: 'REMIX' })).toMatchObject({
      kind: 'flip',
      body: { side: 'REMIX', sourceId: null, credited: { name: 'Pia', role: 'Remixer' } },
    });
  });

  test('adds what is missing and removes what is one too many', () => {
    expect(asked({ wrong: MISSING })?.body).toMatchObject({ credited: null, proposed: { name: 'Inès' } });
    expect(asked({ remove: true })?.body).toMatchObject({ credited: { name: 'Ines' }, proposed: null });
  });

  test.each<[string, Partial<CorrectionDraft>]>([
    ['nothing is said to be right', { name: ' ' }],
    ['nothing is said at all', { name: '', wrong: MISSING }],
    ['a missing credit is to be removed', { remove: true, wrong: MISSING }],
    ['it is not said why', { explanation: ' a ' }],
    ['nobody asks', { party: '' }],
  ])('is not sent while %s', (_name, over) => {
    expect(asked(over)).toBeNull();
  });

  test('waits for the work that it is about', () => {
    expect(asked({ everywhere: true, about: 'COMPOSITION/s1' }, null)).toBeNull();
  });
});

test('the names and roles are those of the side', () => {
  expect(creditedIn(credits, { about: 'COMPOSITION/s1' })).toEqual([{ name: 'Jonah', role: 'Composer' }]);
  expect(creditedIn(credits, { about: 'RECORDING/s9' })).toEqual([]);
  expect(rolesOf({ about: 'COMPOSITION/s1' })).toContain('Lyricist');
  expect(rolesOf({ about: 'REMIX' })).toContain('Remixer');
});

test('a change reads as a sentence', () => {
  const [ines, paul] = [
    { name: 'Ines', role: 'MainArtist' },
    { name: 'Paul', role: 'Producer' },
  ];
  expect(changeWords({ credited: ines!, proposed: paul! })).toBe(
    'Paul (producer) instead of Ines (main artist)',
  );
  expect(changeWords({ credited: null, proposed: paul! })).toBe('Paul (producer), left out until now');
  expect(changeWords({ credited: ines!, proposed: null })).toBe('Ines (main artist) does not belong there');
});
