import { describe, expect, test } from '@jest/globals';
import { encodeBundle } from './bundles.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import { checkpointText, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { EMPTY_ROOT, leafHash } from './hashing.ts';
import { formatVkey, KEY_TYPES, parseVkey, signerKey } from './keys.ts';
import { bytesOf, hexOf, MemoryLog, text } from './memory-log.spec-support.ts';
import { parseNote } from './note.ts';
import { consistencyPlan, inclusionPlan } from './plan.ts';
import { parsePolicy } from './policy.ts';
import { verifyConsistency, verifyInclusion } from './proofs.ts';
import { cosign, signText, verifyNote } from './signatures.ts';
import { partialWidth, tilePath, newTiles } from './tiles.ts';
import { formatTlogProof, verifyTlogProof } from './tlog-proof.ts';

const logKey = signerKey('remix.example/log', KEY_TYPES.ed25519, new Uint8Array(32).fill(1));
const witnessKey = signerKey('witness.example/w1', KEY_TYPES.cosignature, new Uint8Array(32).fill(2));
const VKEYS = {
  log: 'remix.example/log+e974f61e+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c',
  witness: 'witness.example/w1+df1c0a35+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU',
};
const PROOF = `c2sp.org/tlog-proof@v1
index 2
sTeYX/SE+2ANuTEHx3sDZcgNePW0Kd7Q/Zc2HQd5mes=

remix.example/log
3
NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=

— remix.example/log 6XT2HoMst1h3lPJeCGQ+iARiC8NGLMaYJef1wCdM+n01RnzcIyeU9kiYFjUyUAs95+skFzswcD0/GqZ46NpUzKEvyAI=
— witness.example/w1 3xwKNQAAAABlU/EA/SDNzgW5+3O/AM6IVkzPhspBvxQ96kyEFsV+QLXQ3sqGDtZTCVNpdUGhPNgyxG5D7XPQ0kfO29qws9H4jLdZCQ==
`;

const abc = () => new MemoryLog('remix.example/log', logKey).append(text('a'), text('b'), text('c'));

describe('the log of a, b and c', () => {
  test('hashes as computed elsewhere', () => {
    expect(hexOf(leafHash(text('a')))).toBe(
      '022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c',
    );
    expect(hexOf(abc().frontier.root)).toBe(
      '36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1',
    );
    expect(abc().run(consistencyPlan(2, 3)).map(toBase64)).toEqual([
      'WX/LMSgtNGVMIA00GPylcFxkjr8ybsc9jd7xGEH4dtg=',
    ]);
    expect(hexOf(encodeBundle(abc().entries))).toBe('000161000162000163');
  });

  test('has keys whose text is known, split at the first two pluses', () => {
    expect(formatVkey(logKey)).toBe(VKEYS.log);
    expect(formatVkey(witnessKey)).toBe(VKEYS.witness);
    expect(parseVkey('a+b+c+d')).toMatchObject({ ok: false });
    expect(parseVkey(VKEYS.log)).toMatchObject({ ok: true, value: { name: 'remix.example/log', type: 1 } });
  });

  test('is signed, cosigned and proved byte for byte', () => {
    const log = abc();
    const checkpoint = { origin: log.origin, size: 3, root: log.frontier.root, extensions: [] };
    const body = checkpointText(checkpoint);
    const signed = formatCheckpoint(checkpoint, [
      signText(body, logKey),
      cosign(body, 1_700_000_000, witnessKey),
    ]);
    const hashes = log.run(inclusionPlan(2, 3));
    const proof = formatTlogProof({ extra: null, index: 2, hashes, checkpoint: signed });
    expect(new TextDecoder().decode(proof)).toBe(PROOF);
  });

  test('is verified from the proof alone', () => {
    const policy = parsePolicy(
      `# ours\nlog ${VKEYS.log}\nwitness w1 ${VKEYS.witness}\ngroup all-of-them all w1\nquorum all-of-them\n`,
    );
    if (!policy.ok) throw new Error(policy.message);
    const verify = (proof: string, leaf = 'c') => verifyTlogProof(text(proof), text(leaf), policy.value);
    const verified = verify(PROOF);
    expect(verified).toMatchObject({ ok: true, value: { index: 2, witnesses: [{ time: 1_700_000_000 }] } });
    expect(verify(PROOF, 'b')).toMatchObject({ code: 'NOT_INCLUDED' });
    expect(verify(PROOF.replace('index 2', 'index 1'))).toMatchObject({ code: 'NOT_INCLUDED' });
    expect(verify(PROOF.replace('index 2', 'index 02'))).toMatchObject({ code: 'PROOF_MALFORMED' });
    expect(verify(PROOF.replace('\n3\n', '\n4\n'))).toMatchObject({ code: 'SIGNATURE_INVALID' });
    expect(verify(PROOF.replace(/— witness.*\n/, ''))).toMatchObject({ code: 'QUORUM_MISSED' });
    expect(verify(PROOF.replace(/— remix.*\n/, ''))).toMatchObject({ code: 'SIGNATURE_MISSING' });
    expect(verify(PROOF.replaceAll('remix.example/log', 'other.example/log'))).toMatchObject({
      code: 'LOG_UNKNOWN',
    });
    expect(verify(PROOF.replace('index 2', 'extra QUJD\nindex 2'))).toMatchObject({ ok: true });
  });
});

/** The eight leaves that Certificate Transparency has been tested with since its beginning. */
const CLASSIC = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const CLASSIC_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const classic = () => new MemoryLog('ct.example', logKey).append(...CLASSIC.map(bytesOf));

describe('the classic eight leaves', () => {
  test('have the known root at every size', () => {
    expect(hexOf(EMPTY_ROOT)).toBe(CLASSIC_ROOTS[0]);
    const log = new MemoryLog('ct.example', logKey);
    const roots = CLASSIC.map((leaf) => hexOf(log.append(bytesOf(leaf)).frontier.root));
    expect(roots).toEqual(CLASSIC_ROOTS.slice(1));
  });

  test.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('leaf %i is proved in the tree of %i', (index, size, expected) => {
    const proof = classic().run(inclusionPlan(index, size));
    expect(proof.map(hexOf)).toEqual(expected);
    expect(
      verifyInclusion(leafHash(bytesOf(CLASSIC[index]!)), index, size, proof, bytesOf(CLASSIC_ROOTS[size]!)),
    ).toBe(true);
  });

  test.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('the tree of %i is continued by that of %i', (from, to, expected) => {
    const proof = classic().run(consistencyPlan(from, to));
    expect(proof.map(hexOf)).toEqual(expected);
    const head = (size: number) => ({ size, root: bytesOf(CLASSIC_ROOTS[size]!) });
    expect(verifyConsistency(head(from), head(to), proof)).toBe(true);
  });
});

describe("the specifications' own examples", () => {
  test('a note that somebody else signed is verified', () => {
    const note = `Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n`;
    const parsed = parseNote(text(note));
    expect(parsed).toMatchObject({
      ok: true,
      value: { signatures: [{ name: 'quasimodo.example/salvatore' }] },
    });
    // Whoever signed it is not told, so that it stays a note of an unknown key.
    expect(parsed.ok && verifyNote(parsed.value, [logKey])).toMatchObject({ code: 'SIGNATURE_MISSING' });
    expect(parsed.ok && parsed.value.text.endsWith('sera.\n')).toBe(true);
  });

  test('a checkpoint with a cosignature is read', () => {
    const checkpoint = `example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n`;
    expect(parseCheckpoint(text(checkpoint))).toMatchObject({
      ok: true,
      value: { origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] },
    });
  });

  test('tile paths and partial widths', () => {
    const path = (index: number) => tilePath({ level: 0, index, width: 256 });
    expect([5, 1000, 1_234_067].map(path)).toEqual(['tile/0/005', 'tile/0/x001/000', 'tile/0/x001/x234/067']);
    expect([0, 1, 2].map((level) => partialWidth(level, 70_000))).toEqual([112, 17, 1]);
    expect([0, 1].map((level) => partialWidth(level, 256))).toEqual([0, 1]);
    const tiles = newTiles(0, 70_000).filter(({ level }) => level !== 'entries');
    const full = (level: number) => tiles.filter((tile) => tile.level === level && tile.width === 256).length;
    expect([0, 1, 2].map(full)).toEqual([273, 1, 0]);
    expect(fromBase64('AA=')).toBeNull();
  });
});
