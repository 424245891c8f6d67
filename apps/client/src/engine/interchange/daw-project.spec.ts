import { describe, expect, test } from '@jest/globals';
import { parseRecipe, type Recipe } from '@flipside/recipe';
import { unzipSync, zipSync } from 'fflate';
import { dawArchive, dawArchiveBytes, readDawProject, readFromZip, unsaid } from './index.ts';
import { dawProjectXml } from './write-daw-project.ts';

/** Everything that a project can say, and some that it cannot. */
const FLIP: Recipe = {
  type: 'RemixRecipe',
  version: '1',
  title: 'There & <back>',
  engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
  tempo: [
    { beat: 0, bpm: 120 },
    { beat: 16, bpm: 93.7 },
  ],
  timeSignature: [4, 4],
  markers: [{ at: 4, name: 'Drop "1"' }],
  sources: [{ id: 's1', isrc: ['QZFLP2600001'], title: 'A', artist: 'B', durationMs: 33_000 }],
  separation: { model: 'builtin-1' },
  layers: [
    {
      id: 'l1',
      href: 'https://a.example/l.wav',
      sha256: 'ab'.repeat(32),
      durationMs: 9000,
      statement: 'own-recording',
    },
  ],
  tracks: [
    {
      ...{ id: 't1', name: 'Drums', gainDb: -7.3, pan: -0.35, mute: true },
      effects: [
        { type: 'delay', beats: 0.5, feedback: 0.3, mix: 0.2 },
        {
          type: 'eq',
          bands: [
            { type: 'peaking', hz: 1234.5, q: 0.9, gainDb: -3.2 },
            { type: 'highPass', hz: 80 },
          ],
        },
      ],
      clips: [
        {
          source: 's1',
          stem: 'drums',
          at: 1,
          length: 30,
          in: 2.25,
          loop: [0.5, 4.25],
          fadeIn: 0.5,
          fadeOut: 1,
        },
        { source: 's1', stem: 'mix', at: 40, length: 3, in: 0, reverse: true, gainDb: 5.5, semitones: -3 },
        { layer: 'l1', at: 50, length: 2, in: 1, mute: true },
      ],
      automation: [
        {
          target: 'gainDb',
          points: [
            [0, -6, 'linear'],
            [8, -60, 'hold'],
            [9, 3, 'linear'],
          ],
        },
        { target: 'pan', points: [[2, -1, 'linear']] },
        { target: 'effects/0/mix', points: [[0, 0, 'linear']] },
      ],
    },
    {
      ...{ id: 't2', name: 'Voice' },
      clips: [
        {
          ...{ source: 's1', stem: 'vocals', at: 8.5, length: 12, in: 3, loop: [1, 5] },
          warp: [
            [0, 1],
            [4, 2.9],
            [16, 9.1],
          ],
        },
      ],
    },
    {
      ...{ id: 't3', name: 'Keys', instrument: { type: 'fm' } },
      notes: [
        { at: 0.25, length: 0.5, key: 60, velocity: 0.7 },
        { at: 17.1, length: 2, key: 64, velocity: 1 },
      ],
    },
  ],
  master: { limiter: { ceilingDb: -1 } },
  provenance: { parents: [], supersedes: null },
};

/** A project of one track, as other DAWs write it. */
const project = (lanes: string, { track = '', tempo = 120 } = {}): string => `<?xml version="1.0"?>
<Project version="1.0"><Application name="Other" version="9"/>
<Transport><Tempo unit="bpm" value="${tempo}"/></Transport>
<Structure><Track id="g" name="Group"><Track id="id7" name="Drums" contentType="audio">${track}</Track></Track></Structure>
<Arrangement><Lanes timeUnit="beats"><Lanes track="id7">${lanes}</Lanes></Lanes></Arrangement></Project>`;
const AUDIO =
  '<Audio channels="2" duration="33" sampleRate="44100"><File path="audio/s1.drums.wav"/></Audio>';
const WARPS = `<Warps timeUnit="beats" contentTimeUnit="seconds">${AUDIO}<Warp time="0" contentTime="0"/><Warp time="8" contentTime="4"/></Warps>`;
const read = (xml: string) => readDawProject(xml, FLIP).recipe.tracks[0]!;

describe('a project', () => {
  test('comes back as the flip that it was made of', () => {
    expect(parseRecipe(FLIP)).toMatchObject({ ok: true });
    const { recipe, left } = readDawProject(
      dawProjectXml(FLIP, () => 33),
      FLIP,
    );
    expect(recipe).toEqual(FLIP);
    expect(left).toEqual([]);
    expect(unsaid(FLIP)).toEqual([
      'clips that play backwards',
      ...['delay effects', 'moves of effects', 'sounds of instruments', 'the limiter'],
    ]);
  });

  test('holds the stems from their first frame on, and is read again from the archive', async () => {
    const pcm = { left: new Float32Array(100).fill(0.5), right: new Float32Array(100).fill(-0.5) };
    const library = { stem: () => pcm, layer: () => pcm };
    const chunks: Uint8Array[] = [];
    for await (const chunk of dawArchive(FLIP, library)) chunks.push(chunk);
    const files = unzipSync(Buffer.concat(chunks));
    const sounds = ['audio/s1.mix.wav', 'audio/s1.drums.wav', 'audio/s1.vocals.wav', 'audio/layer.l1.wav'];
    expect(Object.keys(files)).toEqual(['project.xml', 'metadata.xml', 'recipe.json', ...sounds]);
    expect(dawArchiveBytes(FLIP, library)).toBe(4 * 600);
    expect(files['audio/s1.drums.wav']).toHaveLength(44 + 600);
    expect(Buffer.from(files['metadata.xml']!).toString()).toContain('There &amp; &lt;back&gt;');
    const [whole] = [Buffer.concat(chunks)];
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < whole.length; at += 37) yield whole.subarray(at, at + 37);
    }
    const again = await readFromZip(pieces(), ['project.xml', 'recipe.json']);
    expect(again.size).toBe(2);
    expect(readDawProject(Buffer.from(again.get('project.xml')!).toString(), FLIP).recipe).toEqual(FLIP);
  });

  test('of clips in clips is what they sound like: cut, moved and gone around', () => {
    const { clips, id } = read(
      project(`<Clips><Clip time="10" duration="6" playStart="3" loopStart="2" loopEnd="5"><Clips>
        <Clip time="2" duration="2" playStart="1"><Clips><Clip time="0" duration="8" contentTimeUnit="beats" playStart="0">${WARPS}</Clip></Clips></Clip>
      </Clips></Clip></Clips>`),
    );
    expect(id).toBe('t1');
    const warp = [
      [0, 0],
      [8, 4],
    ];
    // From 3 on, half of the inner clip is left; then from 2 on all of it.
    expect(clips).toEqual([
      { source: 's1', stem: 'drums', at: 10, length: 1, in: 1, warp },
      { source: 's1', stem: 'drums', at: 12, length: 2, in: 0.5, warp },
      { source: 's1', stem: 'drums', at: 15, length: 1, in: 0.5, warp },
    ]);
  });

  test('counts in seconds where it says so, by its own tempo', () => {
    const xml = `<Clips timeUnit="seconds"><Clip time="4" playStart="1.5" playStop="5.5">${AUDIO}</Clip></Clips>`;
    const { recipe } = readDawProject(project(xml, { tempo: 90 }), FLIP);
    expect([recipe.tempo, recipe.sources, recipe.layers, recipe.markers]).toEqual([
      ...[[{ beat: 0, bpm: 90 }], FLIP.sources, undefined, undefined],
    ]);
    expect(recipe.tracks[0]!.clips).toEqual([{ source: 's1', stem: 'drums', at: 6, length: 6, in: 1.5 }]);
  });

  test('has frequencies in hertz or in semitones, and its equaliser in place of the one before', () => {
    const band = (unit: string, value: number): string =>
      `<Band type="bell"><Freq unit="${unit}" value="${value}"/><Gain value="30"/></Band>`;
    const track = `<Channel role="regular"><Devices><Equalizer>${band('semitones', 57)}${band('hertz', 500)}</Equalizer>
      <Vst3Plugin deviceName="Fancy" deviceRole="audioFX"/></Devices></Channel>`;
    const { recipe, left } = readDawProject(
      project(`<Clips><Clip time="0" duration="1">${AUDIO}</Clip></Clips>`, { track }),
      FLIP,
    );
    expect(recipe.tracks[0]!.effects).toEqual([
      FLIP.tracks[0]!.effects![0],
      {
        type: 'eq',
        bands: [
          { type: 'peaking', hz: expect.closeTo(220, 9), gainDb: 24 },
          { type: 'peaking', hz: 500, gainDb: 24 },
        ],
      },
    ]);
    expect(left).toEqual(['the device Fancy']);
  });

  test.each([
    ['<Project', 'cannot be read'],
    ['<a/>', 'no DAWproject'],
    [project(`<Clips><Clip time="x">${AUDIO}</Clip></Clips>`), 'Clip has time="x", which is no number'],
    [
      project(
        '<Clips><Clip time="0" duration="1"><Audio><File path="audio/Loop 3.wav"/></Audio></Clip></Clips>',
      ),
      'no stems of this flip: audio/Loop 3.wav',
    ],
    [
      project(`<Clips><Clip time="0" duration="1">${AUDIO.replace('s1.', 's9.')}</Clip></Clips>`),
      'no stems of this flip: s9',
    ],
    [
      project(
        `<Clips><Clip time="0" duration="9e9" playStart="0.005" loopStart="0" loopEnd="0.01">${WARPS}</Clip></Clips>`,
      ),
      'goes around its loop too often',
    ],
    [
      project(
        `<Clips>${'<Clip time="0" duration="1"><Clips>'.repeat(80)}${'</Clips></Clip>'.repeat(80)}</Clips>`,
      ),
      'nested too deeply',
    ],
    [
      project(`<Clips><Clip time="0" duration="1e9">${AUDIO}</Clip></Clips>`),
      'No recipe can say this: /tracks/0/clips/0/length',
    ],
    [`<!DOCTYPE p [<!ENTITY a "aaaa">]>${project('&a;')}`, 'cannot be read'],
  ])('that is wrong is refused by name (%#)', (xml, words) => {
    expect(() => readDawProject(xml, FLIP)).toThrow(words);
  });

  test('that is no archive is refused', async () => {
    const bytes = async function* (content: Uint8Array): AsyncGenerator<Uint8Array> {
      yield content;
    };
    await expect(readFromZip(bytes(Buffer.from('RIFF....')), ['project.xml'])).rejects.toThrow('no archive');
    const bomb = zipSync({ 'project.xml': new Uint8Array(65 * 1024 * 1024) });
    await expect(readFromZip(bytes(bomb), ['project.xml'])).rejects.toThrow('absurdly large');
    const broken = zipSync({ 'project.xml': Buffer.from('<a/>'.repeat(99)) });
    broken[30 + 'project.xml'.length] = 0x07; // a block of a kind that there is not
    await expect(readFromZip(bytes(broken), ['project.xml'])).rejects.toThrow('cannot be unpacked');
  });
});
