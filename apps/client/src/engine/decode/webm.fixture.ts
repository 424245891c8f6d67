const text = new TextEncoder();

/** An EBML element (RFC 8794 §5, §6) with a size of four bytes. */
function ebml(id: string, ...content: readonly Uint8Array[]): Uint8Array {
  const size = content.reduce((sum, part) => sum + part.length, 0);
  const head = new Uint8Array(id.length / 2 + 4);
  for (let i = 0; i < id.length; i += 2) head[i / 2] = Number.parseInt(id.slice(i, i + 2), 16);
  new DataView(head.buffer).setUint32(id.length / 2, 0x1000_0000 + size);
  const out = new Uint8Array(head.length + size);
  out.set(head);
  let at = head.length;
  for (const part of content) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const words = (id: string, value: string): Uint8Array => ebml(id, text.encode(value));

function float(id: string, value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return ebml(id, bytes);
}

/** Matroska's `TargetTypeValue`: of an album, or of a track (RFC 9559 §5.1.8.1.1.1). */
type TagTarget = 30 | 50;

/** A WebM file without sound that says what it is: its tags follow its clusters, as encoders write them (RFC 9559 §5.1). */
export function taggedWebm(
  title: string,
  milliseconds: number,
  tags: readonly (readonly [target: TagTarget | null, name: string, value: string])[],
): Uint8Array<ArrayBuffer> {
  const info = ebml(
    '1549a966',
    ebml('2ad7b1', Uint8Array.of(0x0f, 0x42, 0x40)),
    words('7ba9', title),
    float('4489', milliseconds),
  );
  const entry = ebml('ae', ebml('d7', Uint8Array.of(1)), ebml('83', Uint8Array.of(2)), words('86', 'A_OPUS'));
  const tagged = tags.map(([target, name, value]) =>
    ebml(
      '7373',
      target === null ? ebml('63c0') : ebml('63c0', ebml('68ca', Uint8Array.of(target))),
      ebml('67c8', words('45a3', name), words('4487', value)),
    ),
  );
  const clusters = [1, 2, 3].map(() => ebml('1f43b675', new Uint8Array(500)));
  const segment = ebml('18538067', info, ebml('1654ae6b', entry), ...clusters, ebml('1254c367', ...tagged));
  const head = ebml('1a45dfa3', words('4282', 'webm'));
  return Uint8Array.from([...head, ...segment]);
}
