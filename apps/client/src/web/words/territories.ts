// Territories with their own collecting societies; ISO 3166-1 alpha-2.
const CODES =
  'AR AT AU BE BG BR CA CH CL CN CO CY CZ DE DK EE ES FI FR GB GH GR HK HR HU ID IE IL IN IS IT JP KE KR LT LU LV MA MT MX MY NG NL NO NZ PE PH PL PT RO RS SE SG SI SK TH TR TW UA US UY VN ZA'.split(
    ' ',
  );

const names = new Intl.DisplayNames(['en-GB'], { type: 'region' });

/** A territory's name; `WW` is everywhere. */
export function territoryName(code: string): string {
  if (code === 'WW') return 'Everywhere';
  try {
    return names.of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}

/** Territories to choose from, by name. */
export function territoryChoices(): { value: string; label: string }[] {
  return CODES.map((value) => ({ value, label: territoryName(value) })).sort((a, b) =>
    a.label.localeCompare(b.label, 'en'),
  );
}
