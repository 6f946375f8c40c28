const countries: Readonly<Record<string, string>> = { 'Asia/Jerusalem': 'IL', 'Asia/Tel_Aviv': 'IL', 'Asia/Tehran': 'IR' };

/** The country whose way of writing phone numbers is meant, as far as a time zone tells. */
export function countryOfZone(zone: string): string | undefined {
  return countries[zone];
}
