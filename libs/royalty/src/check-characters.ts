/** ISO 7064 mod 11-2 over decimal digits; the check character of an ISNI (ISO 27729). */
export function mod11of2(digits: string): string {
  let carry = 0;
  for (const digit of digits) carry = ((carry + Number(digit)) * 2) % 11;
  const check = (12 - carry) % 11;
  return check === 10 ? 'X' : String(check);
}

/** ISO 7064 mod 37,36 over digits and capitals; the check character of DPID and GRid. */
export function mod37of36(characters: string): string {
  let product = 36;
  for (const character of characters) {
    const sum = (product + Number.parseInt(character, 36)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return ((37 - product) % 36).toString(36).toUpperCase();
}

/** GS1 General Specifications §7.9: weights 3 and 1 from the right. */
export function gtinCheckDigit(digits: string): string {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1)
    sum += Number(digits[digits.length - 1 - fromRight]) * (fromRight % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

/** ISO 15707: the check digit over the nine digits of an ISWC. */
export function iswcCheckDigit(digits: string): string {
  let sum = 1;
  for (let i = 1; i <= digits.length; i += 1) sum += i * Number(digits[i - 1]);
  return String((10 - (sum % 10)) % 10);
}

/** The two check digits over the nine digits of an IPI name number. */
export function ipiCheckDigits(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) sum += (10 - i) * Number(digits[i]);
  const rest = sum % 101;
  return String(rest === 0 ? 0 : (101 - rest) % 100).padStart(2, '0');
}
