/** XML 1.0 has no place for these, escaped or not (§2.2). */
const NOT_XML = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;

export const clean = (text: string): string => text.replace(NOT_XML, '\uFFFD');
