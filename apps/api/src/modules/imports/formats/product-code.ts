import { parseIcpn } from '@flipside/royalty';

/** Zeros before the twelve digits of a UPC or the thirteen of an EAN. */
const PADDING = /^(?:0{1,2}(?=\d{12}$)|0(?=\d{13}$))/;

/** Reads a product code into its shortest form: files pad it to fourteen digits, and one release would become two. */
export const parseProductCode = (text: string): ReturnType<typeof parseIcpn> =>
  parseIcpn(text.replaceAll(/[\s-]/g, '').replace(PADDING, ''));
