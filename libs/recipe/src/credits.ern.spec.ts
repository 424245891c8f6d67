import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import type { CreditCorrection } from './credits.corrections.ts';
import { creditsAsErn, type ErnMessage } from './credits.ern.ts';
import { creditsAsJsonLd } from './credits.json-ld.ts';
import { creditsAsText } from './credits.text.ts';
import { credits, type CreditCatalogue, type Credits } from './credits.ts';
import { exampleClip, exampleRecipe, exampleSource, someHash } from './recipe.spec-support.ts';
import { recipeLink } from './hash.ts';

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** Throws for what is not well formed. */
function parse(xml: string): { root: Node; comments: string[] } {
  const parser = new SaxesParser({ xmlns: false });
  const top: Node = { name: '', attributes: {}, children: [], text: '' };
  const path = [top];
  const comments: string[] = [];
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [], text: '' };
    path.at(-1)!.children.push(node);
    path.push(node);
  });
  parser.on('text', (text) => (path.at(-1)!.text += text));
  parser.on('closetag', () => path.pop());
  parser.on('comment', (text) => comments.push(text));
  parser.write(xml).close();
  return { root: top.children[0]!, comments };
}

const names = (node: Node): string[] => [...new Set(node.children.map(({ name }) => name))];
const all = (node: Node, name: string): Node[] =>
  node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
const first = (node: Node, name: string): Node => all(node, name)[0]!;
const textOf = (node: Node, name: string): string[] => all(node, name).map(({ text }) => text);

const catalogue: CreditCatalogue = {
  remixer: { name: 'Ines <& "Co">' },
  recording: (isrc) => ({
    isrc,
    title: 'Midnight',
    mainArtists: ['The Artist'],
    holders: ['Label Ltd'],
    contributors: [{ name: 'Pia', role: 'Producer' }],
    works: [
      {
        iswc: 'T0345246801',
        title: 'Midnight, the work',
        writers: [
          { name: 'Pia', role: 'Composer' },
          { name: 'Leo', role: 'Word smith' },
        ],
        publishers: ['Pub House'],
      },
    ],
  }),
  parent: () => ({ title: 'Older', remixer: 'Otto' }),
  parties: [
    { name: 'Pia', isni: '0000000121032683', ipiNameNumber: '00014107338' },
    { name: 'Label Ltd', dpid: 'PADPIDA2014120301X' },
  ],
};
const recipe = exampleRecipe({
  sources: [exampleSource(0), exampleSource(1)],
  tracks: [
    { id: 't1', name: 'T', clips: [exampleClip({ at: 4.5 }), exampleClip({ source: 's2', mute: true })] },
  ],
  provenance: { parents: [recipeLink(someHash('a'))], supersedes: null },
});
const given = credits(recipe, catalogue);
const correction: CreditCorrection = {
  correctedAt: '2026-11-25T10:00:00.000Z',
  side: 'RECORDING',
  subject: 'Midnight',
  isrc: given.sources[0]!.recording.isrc,
  iswc: null,
  credited: { name: 'Pia', role: 'Producer' },
  proposed: { name: 'Paula -- >', role: 'Producer' },
};
const message = (over: Partial<ErnMessage> = {}): ErnMessage => ({
  sender: { name: 'flips.example', dpid: 'PADPIDA2024010101A' },
  createdAt: '2026-11-25T12:00:00.000Z',
  publishedAt: '2026-11-24T12:00:00.000Z',
  corrections: [],
  ...over,
});
const ern = (over: Partial<ErnMessage> = {}, of: Credits = given) => parse(creditsAsErn(of, message(over)));

/** ERN 4.3, in the order of the schema. */
const ORDER = {
  NewReleaseMessage: ['MessageHeader', 'PartyList', 'ResourceList', 'ReleaseList'],
  MessageHeader: [
    'MessageId',
    'MessageSender',
    'MessageRecipient',
    'MessageCreatedDateTime',
    'MessageControlType',
  ],
  SoundRecording: [
    'ResourceReference',
    'Type',
    'SoundRecordingEdition',
    'WorkId',
    'DisplayTitleText',
    'DisplayTitle',
    'DisplayArtistName',
    'DisplayArtist',
    'Contributor',
    'ResourceRightsController',
    'WorkRightsController',
    'Duration',
    'ParentalWarningType',
    'RelatedResource',
  ],
  Release: [
    'ReleaseReference',
    'ReleaseType',
    'ReleaseId',
    'DisplayTitleText',
    'DisplayTitle',
    'DisplayArtistName',
    'DisplayArtist',
    'ReleaseLabelReference',
    'Duration',
    'Genre',
    'OriginalReleaseDate',
    'ParentalWarningType',
    'ResourceGroup',
  ],
  Party: ['PartyReference', 'PartyName', 'PartyId'],
  RelatedResource: ['ResourceRelationshipType', 'ResourceRelatedResourceReference', 'Timing'],
  Timing: ['StartPoint', 'DurationUsed'],
} as const;

function expectOrder(root: Node): void {
  expect(names(root)).toEqual(ORDER.NewReleaseMessage);
  for (const [name, order] of Object.entries(ORDER))
    for (const node of all(root, name))
      expect([name, names(node)]).toEqual([name, order.filter((one) => names(node).includes(one))]);
}

describe('credits as an ERN 4.3 message', () => {
  const { root, comments } = ern();

  test('have the root, the profile and the order of the schema, and only the root has a namespace', () => {
    expect(root.name).toBe('ern:NewReleaseMessage');
    expect(root.attributes).toEqual({
      'xmlns:ern': 'http://ddex.net/xml/ern/43',
      ReleaseProfileVersionId: 'DjMix',
      LanguageAndScriptCode: 'en',
      AvsVersionId: expect.any(String),
    });
    expectOrder(root);
    expect(comments).toEqual([]);
    expect(all(root, 'SoundRecording').every(({ name }) => !name.includes(':'))).toBe(true);
  });

  test('say where each source starts in the remix, in seconds, and how long it lasts', () => {
    const [main, ...sources] = all(root, 'SoundRecording');
    expect(main!.attributes).toEqual({});
    expect(sources.map(({ attributes }) => attributes)).toEqual([
      { IsSupplemental: 'true' },
      { IsSupplemental: 'true' },
    ]);
    // The second source is muted: it is no content of the remix.
    expect(all(main!, 'RelatedResource')).toHaveLength(1);
    expect(textOf(main!, 'ResourceRelationshipType')).toEqual(['HasContentFrom']);
    expect(textOf(main!, 'ResourceRelatedResourceReference')).toEqual(['A2']);
    expect(textOf(main!, 'StartPoint')).toEqual(['2.25']);
    expect(textOf(main!, 'DurationUsed')).toEqual(['PT8S']);
    expect(textOf(sources[0]!, 'ISRC')).toEqual([given.sources[0]!.recording.isrc]);
    expect(textOf(sources[0]!, 'Duration')).toEqual([`PT${exampleSource(0).durationMs / 1000}S`]);
    expect(textOf(sources[0]!, 'ISWC')).toEqual(['T0345246801']);
    expect(textOf(first(root, 'ResourceGroup'), 'ReleaseResourceReference')).toEqual(['A1']);
  });

  test('name each party once with its registers, and each contributor once with all roles', () => {
    const parties = all(root, 'Party');
    const named = parties.map((party) => textOf(party, 'FullName')[0]);
    expect(new Set(named).size).toBe(named.length);
    expect(named[0]).toBe('Ines <& "Co">');
    const byName = (name: string) => parties[named.indexOf(name)]!;
    expect(textOf(byName('Pia'), 'ISNI')).toEqual(['0000000121032683']);
    expect(textOf(byName('Pia'), 'IpiNameNumber')).toEqual(['00014107338']);
    expect(textOf(byName('Label Ltd'), 'DPID')).toEqual(['PADPIDA2014120301X']);
    const source = all(root, 'SoundRecording')[1]!;
    const pia = textOf(byName('Pia'), 'PartyReference')[0];
    const hers = all(source, 'Contributor').filter(
      (one) => textOf(one, 'ContributorPartyReference')[0] === pia,
    );
    expect(hers.map((one) => textOf(one, 'Role'))).toEqual([['Producer', 'Composer']]);
    const odd = all(source, 'Role').find(({ text }) => text === 'UserDefined');
    expect(odd?.attributes).toEqual({ Namespace: 'Flipside', UserDefinedValue: 'Word smith' });
    const references = new Set(textOf(root, 'PartyReference'));
    for (const reference of /** every use is declared */ [
      'ArtistPartyReference',
      'ContributorPartyReference',
      'RightsControllerPartyReference',
      'ReleaseLabelReference',
    ].flatMap((name) => textOf(root, name)))
      expect(references.has(reference)).toBe(true);
  });

  test('are a test message while the instance has no DPID', () => {
    const unsigned = ern({ sender: { name: 'flips.example', dpid: null } });
    expect(textOf(unsigned.root, 'MessageControlType')).toEqual(['TestMessage']);
    expect(all(first(unsigned.root, 'MessageSender'), 'PartyId')).toEqual([]);
    expect(textOf(root, 'MessageControlType')).toEqual(['LiveMessage']);
    expect(textOf(first(root, 'MessageSender'), 'PartyId')).toEqual(['PADPIDA2024010101A']);
  });

  test('add what was corrected, and keep what was frozen', () => {
    const corrected = ern({ corrections: [correction] });
    expectOrder(corrected.root);
    expect(corrected.comments[0]).toContain('Corrected on 2026-11-25, Midnight');
    const source = all(corrected.root, 'SoundRecording')[1]!;
    const people = new Map(
      all(corrected.root, 'Party').map((party) => [
        textOf(party, 'PartyReference')[0],
        textOf(party, 'FullName')[0],
      ]),
    );
    const producers = all(source, 'Contributor')
      .filter((one) => textOf(one, 'Role').includes('Producer'))
      .map((one) => people.get(textOf(one, 'ContributorPartyReference')[0]));
    expect(producers).toEqual(['Pia', 'Paula -- >']);
  });

  test('stay well formed whatever anybody is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), fc.string(), (name, title) => {
        const odd = credits({ ...recipe, title }, { ...catalogue, remixer: { name } });
        const nasty = { ...correction, subject: title, proposed: { name, role: 'Producer' } };
        expectOrder(ern({ corrections: [nasty] }, odd).root);
      }),
      { numRuns: 100 },
    );
  });

  test('are well formed to another parser too', () => {
    const xmllint = spawnSync('xmllint', ['--noout', '--nonet', '-'], {
      input: creditsAsErn(given, message({ corrections: [correction] })),
      encoding: 'utf8',
    });
    // Where libxml2-utils is not installed, the parser above has spoken.
    if (xmllint.error !== undefined) expect(xmllint.error).toMatchObject({ code: 'ENOENT' });
    else expect([xmllint.status, xmllint.stderr]).toEqual([0, '']);
  });
});

describe('corrections', () => {
  test('stand after the frozen text, and do not change it', () => {
    const text = creditsAsText(given, [
      correction,
      { ...correction, credited: null },
      { ...correction, proposed: null },
    ]);
    expect(text.startsWith(creditsAsText(given).trimEnd())).toBe(true);
    expect(text.split('\n').slice(-4)).toEqual([
      `Corrected on 2026-11-25, Midnight [${correction.isrc}]: Paula -- > (Producer) instead of Pia (Producer)`,
      `Corrected on 2026-11-25, Midnight [${correction.isrc}]: Paula -- > (Producer) was missing`,
      `Corrected on 2026-11-25, Midnight [${correction.isrc}]: Pia (Producer) does not belong here`,
      '',
    ]);
  });

  test('are comments of the JSON-LD, which names the registers', () => {
    expect(creditsAsJsonLd(given, [correction])).toMatchObject({
      correction: [{ '@type': 'CorrectionComment', dateCreated: correction.correctedAt }],
      isBasedOn: [
        {
          contributor: [
            {
              contributor: {
                name: 'Pia',
                identifier: [
                  { propertyID: 'ISNI', value: '0000000121032683' },
                  { propertyID: 'IPI', value: '00014107338' },
                ],
              },
            },
          ],
        },
        {},
        {},
      ],
    });
    expect(creditsAsJsonLd(given)).not.toHaveProperty('correction');
  });
});
