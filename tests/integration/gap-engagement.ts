/** The shipped sample with as many vendors and points as a large tender has, every kind of answer among them. */
import { readFileSync } from 'node:fs';
import type { Answer, Checklist, Vendor } from '../../shared/checklist/schema';
import { testId } from '../../shared/engagement/engagement.fixture';
import { openEngagement } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';

const names = [
  'Heliora',
  'Relaymint',
  'Tidepost',
  'Postwing',
  'Karavan Customer Engagement Suite Enterprise Edition',
  'מערכת דיוור ישראלית לעסקים קטנים ובינוניים',
  'Donaudampfschifffahrtsgesellschaft',
  'سامانهٔ بازاریابی پارس',
  'Loop & Sons',
  'Nimbus',
  'Quill (beta)',
];

export function sampleEngagement(language: 'he' | 'en' | 'fa'): Engagement {
  const file = language === 'he' ? 'karmelon' : `karmelon.${language}`;
  const opened = openEngagement(JSON.parse(readFileSync(new URL(`../../assets/samples/${file}.masa.json`, import.meta.url), 'utf8')));
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
}

/** Today's system and `vendors` − 1 candidates. The same numbers give the same answers. */
export function tender(language: 'he' | 'en' | 'fa', { vendors, points }: { vendors: number; points: number }): Engagement {
  const engagement = sampleEngagement(language);
  const own = Math.max(0, points - engagement.checklist.points.length);
  const all: Checklist['points'] = [
    ...engagement.checklist.points,
    ...Array.from({ length: own }, (_, i) => ({
      id: `own-${i}`,
      weight: (i % 5) + 1,
      priority: (['must', 'should', 'could'] as const)[i % 3] ?? 'should',
      own: { category: 'commercial', question: { [language]: `${i + 1}: sku_${i} — 24/7, +972-4-555-0100?` } },
    })),
  ].slice(0, points);
  const them = Array.from({ length: vendors }, (_, n) => vendorOf(n));
  const [first] = all;
  return {
    ...engagement,
    checklist: {
      points: all.map((point, i) => (i === 6 ? { ...point, switchedOff: 'Not in this tender: ERP v2.3.1 does it.' } : point)),
      vendors: them,
      answers: them.flatMap(({ id }, v) => all.flatMap((point, p) => answerOf(id, point.id, v, p) ?? [])),
      trialTasks: [
        { id: testId(1, 'T'), task: 'Build the cart journey with a wait of 2 h', weight: 3 },
        { id: testId(2, 'T'), task: 'לשלוח הודעה לסגמנט עם תנאי', weight: 1 },
      ],
      trialResults: them.slice(0, 3).map(({ id }, i) => ({
        vendor: id,
        task: testId(1, 'T'),
        outcome: (['alone', 'with-help', 'not-done'] as const)[i] ?? 'alone',
        ease: 5 - i,
        by: 'Dana',
      })),
    },
    notes: [
      ...engagement.notes,
      ...(first
        ? [
            {
              id: testId(90, 'N'),
              kind: 'question' as const,
              text: 'Who owns api_key?',
              state: 'open' as const,
              createdAt: '2026-01-05T08:00:00.000Z',
              about: { kind: 'point' as const, id: first.id },
            },
          ]
        : []),
    ],
  };
}

function vendorOf(n: number): Vendor {
  const id = testId(n + 1, 'V');
  if (n === 0) return { id, name: 'Legacy mailer', role: 'current' };
  const name = names[(n - 1) % names.length] ?? 'Vendor';
  return {
    id,
    name: n > names.length ? `${name} ${n}` : name,
    role: 'candidate',
    ...(n % 3 === 0 && { product: 'Plus' }),
    ...(n % 4 !== 0 && {
      costs: {
        perMonth: 2500 + 700 * n,
        messages: n % 2 === 0 ? { sms: { price: 0.09 } } : {},
        addOns: [{ id: testId(n, 'D'), name: 'WhatsApp', perMonth: 100 * n, point: 'whatsapp-connection' }],
        implementation: 20_000 + 3_000 * n,
        migration: 9_000,
        training: 4_000,
        yearlyIncrease: 0.04,
      },
    }),
  };
}

function answerOf(vendor: string, point: string, v: number, p: number): Answer | undefined {
  const dice = (v * 31 + p * 17 + v * p * 7) % 23;
  if (dice === 0) return undefined;
  if (dice === 1) return { vendor, point, applies: false, verified: false };
  const verified = dice % 3 === 0;
  const score = v <= 3 && v > 0 ? 2 + (dice % 3 === 0 ? 2 : dice % 2) : Math.min(4, dice % 6);
  return {
    vendor,
    point,
    applies: true,
    score,
    verified,
    claim: dice % 2 === 0 ? 'Up to 500 fields, REST API v2 (api.example.com/v2/customers), order.items[0].sku' : 'כן, בתוכנית Plus בלבד',
    ...(point === 'custom-field-capacity' && { claimedValue: 40 + dice * 10 }),
    ...(point === 'journey-logic' && { claimedValue: ['decision', 'wait-until'] }),
    ...(verified && {
      evidence: 'נוסה בחשבון הניסיון, 12 רשומות',
      by: 'דנה לוי',
      at: '2026-01-18',
      links: ['https://example.com/a/very/long/path/to/the/proof/of/it?page=12'],
    }),
    ...(dice % 5 === 0 && { confidence: 'low' as const, fallback: 'Zapier', fallbackCost: { perMonth: 300 } }),
    ...(dice === 7 && { cost: '₪2,900 לחודש' }),
  };
}
