import { inflateSync } from 'node:zlib';

const WOFF = 0x774f4646;
const HEADER = 44;
const ENTRY = 20;

interface Table {
  readonly tag: Buffer;
  readonly checksum: number;
  readonly bytes: Buffer;
}

/** WOFF 1.0 §5: a table of a font, compressed where that made it smaller. */
function tableAt(file: Buffer, at: number): Table {
  const from = file.readUInt32BE(at + 4);
  const packed = file.subarray(from, from + file.readUInt32BE(at + 8));
  const length = file.readUInt32BE(at + 12);
  const bytes = packed.length < length ? inflateSync(packed, { maxOutputLength: length }) : packed;
  return { tag: file.subarray(at, at + 4), checksum: file.readUInt32BE(at + 16), bytes };
}

/** A font file as shapers read it: what is packed for the web is unpacked (WOFF 1.0 §3), others are as they are. */
export function sfntOf(file: Buffer): Buffer {
  if (file.readUInt32BE(0) !== WOFF) return file;
  const count = file.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => tableAt(file, HEADER + index * ENTRY));
  const head = Buffer.alloc(12 + 16 * count);
  const power = Math.floor(Math.log2(count));
  head.writeUInt32BE(file.readUInt32BE(4), 0);
  for (const [index, value] of [count, 16 * 2 ** power, power, 16 * (count - 2 ** power)].entries())
    head.writeUInt16BE(value, 4 + 2 * index);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const at = 12 + 16 * index;
    tag.copy(head, at);
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(bytes.length, at + 12);
    const padding = (4 - (bytes.length % 4)) % 4;
    parts.push(bytes, Buffer.alloc(padding));
    offset += bytes.length + padding;
  }
  return Buffer.concat(parts);
}
