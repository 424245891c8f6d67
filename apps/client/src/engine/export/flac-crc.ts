const CRC8_POLYNOMIAL = 0x07;
const CRC16_POLYNOMIAL = 0x8005;

function table(bits: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (bits - 1);
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte << (bits - 8);
    for (let i = 0; i < 8; i++) value = (value & top) === 0 ? value << 1 : (value << 1) ^ polynomial;
    return value & (2 * top - 1);
  });
}

const CRC8 = table(8, CRC8_POLYNOMIAL);
const CRC16 = table(16, CRC16_POLYNOMIAL);

/** Checksum of a FLAC frame header (RFC 9639 §9.1.8). */
export function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = CRC8[(crc ^ byte) & 0xff] ?? 0;
  return crc;
}

/** Checksum of a whole FLAC frame (RFC 9639 §9.3). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) & 0xff00) ^ (CRC16[((crc >> 8) ^ byte) & 0xff] ?? 0);
  return crc;
}
