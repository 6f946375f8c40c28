import type { Text } from '../../shared/text';

export type MessageWords = { subject?: Text; preheader?: Text; body: Text; approved?: true };

/** Lines of a mail, a blank line between paragraphs. */
export function mail(...paragraphs: string[]): string {
  return paragraphs.join('\n\n');
}

export const bye = { en: 'Warmly,\nThe Karmelon team', he: 'להתראות בגינה,\nצוות כרמלון', fa: 'با مهر،\nتیم کارملون' };
export const hello = { en: 'Hello {{first-name|there}},', he: 'שלום {{first-name|לכולם}},', fa: '{{first-name|دوست گرامی}} سلام،' };
export const toCart = '{{entry.checkout-url}}';
export const shop = 'https://shop.karmelon.example.co.il';
