import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Brand } from '../../shared/documents/style-schema';
import type { Block, Line, Report } from '../../shared/report';
import { type Language, languages } from '../../shared/text';
import { demoReport } from '../../tests/fixtures/rtl/demo-report';
import { loadMeasuringFonts } from '../pdf/fonts';
import { renderHtml } from './render-html';

const fonts = loadMeasuringFonts(fileURLToPath(new URL('../../assets/fonts', import.meta.url)));
const page = (report: Report) => renderHtml(report, { fonts });
const withBlocks = (blocks: Block[], language: Language = 'en'): Report => ({ ...demoReport(language, { rows: 1 }), blocks });
const paragraph = (text: Line, language?: Language) => page(withBlocks([{ kind: 'paragraph', text }], language));
const hostile = `</title></style><script>alert(1)</script><img src=x onerror="alert(1)"> "' &lt; <!-- ]]>`;

describe.each(languages)('the page of a report in %s', (language) => {
  const html = page(demoReport(language, { rows: 3 }));

  it('says its language, direction and title, and is the same each time', () => {
    expect(html).toContain(`<html lang="${language}" dir="${language === 'en' ? 'ltr' : 'rtl'}">`);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    expect(page(demoReport(language, { rows: 3 }))).toBe(html);
  });

  it('allows nothing but the style it carries', () => {
    const [, style = ''] = html.match(/<style>([\s\S]*?)<\/style>/) ?? [];
    expect(html).toContain(`style-src &#39;sha256-${createHash('sha256').update(style).digest('base64')}&#39;`);
    expect(html).toContain('default-src &#39;none&#39;');
    expect(html).not.toMatch(/<script|<link|<iframe|\sstyle=|\son\w+=|url\((?!#)|@import/i);
    expect([...html.matchAll(/\ssrc="([^"]*)"/g)].map(([, from]) => from)).toEqual([]);
  });

  it('leads from the contents to every chapter, and gives no id twice', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(4);
    for (const target of targets) expect(ids).toContain(target);
    for (const [, named = ''] of html.matchAll(/aria-(?:labelledby|describedby)="([^"]*)"/g)) expect(ids).toContain(named);
  });
});

describe('hostile words', () => {
  const everywhere: Report = {
    ...withBlocks([
      { kind: 'contents', title: hostile },
      { kind: 'heading', level: 1, text: hostile, id: '"><script>' },
      {
        kind: 'paragraph',
        text: [hostile, { text: hostile, user: true }, { text: hostile, code: true, link: `https://x.example/"><script>alert(1)</script>` }],
      },
      { kind: 'list', ordered: true, items: [hostile] },
      { kind: 'facts', rows: [{ label: hostile, value: hostile }] },
      { kind: 'callout', tone: 'blocking', title: hostile, text: hostile },
      {
        kind: 'table',
        columns: [
          { title: hostile, width: '*' },
          { title: hostile, width: 20, code: true },
        ],
        rows: [{ cells: [hostile, hostile] }],
      },
      { kind: 'code', title: hostile, text: hostile },
      { kind: 'bars', rows: [{ label: hostile, value: 1, max: 2, note: hostile }] },
      { kind: 'curve', min: 0, max: 1, points: [{ label: hostile, value: 1 }], caption: hostile },
      {
        kind: 'heat-map',
        caption: hostile,
        columns: [{ title: hostile, note: hostile }],
        groups: [{ title: hostile, rows: [{ label: hostile, cells: [{ text: hostile, shade: 0 }] }] }],
        legend: [{ cell: { text: hostile, empty: 'open' }, words: hostile }],
      },
      {
        kind: 'radar',
        axes: [hostile, 'b', 'c'],
        max: 1,
        shapes: [{ title: hostile, note: hostile, values: [1, 0, 1] }],
        beside: { title: hostile, values: [1, 1, 1] },
      },
      { kind: 'stacked-bars', parts: [hostile], rows: [{ label: hostile, values: [1], total: hostile, note: hostile }] },
      { kind: 'tornado', max: 1, columns: { label: hostile, down: hostile, up: hostile }, rows: [{ label: hostile, at: 0.5, up: { to: 1, words: hostile } }] },
      {
        kind: 'diagram',
        caption: hostile,
        diagram: {
          width: 200,
          height: 100,
          groups: [{ x: 0, y: 0, width: 200, height: 100, title: hostile }],
          nodes: [
            {
              id: hostile,
              kind: 'send',
              x: 20,
              y: 30,
              width: 150,
              height: 50,
              title: hostile,
              caption: hostile,
              ports: [hostile, hostile],
              color: '"/><script>',
            },
          ],
          edges: [
            {
              points: [
                { x: 0, y: 0 },
                { x: 9, y: 9 },
              ],
              from: hostile,
              to: hostile,
              port: 0,
              label: hostile,
            },
          ],
        },
      },
    ]),
    title: hostile,
    subtitle: hostile,
    author: hostile,
    cover: { eyebrow: hostile, facts: [{ label: hostile, value: hostile }] },
    footer: { start: hostile },
  };
  const html = page(everywhere);

  it('stay words in every kind of block', () => {
    expect(html).not.toMatch(/<script|<img|<!--/i);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.match(/<\/title>/g)?.length).toBeGreaterThan(1);
    // Whatever stands between angle brackets is an element of ours with attributes whose quotes are closed.
    for (const [tag] of html.replace(/<style>[\s\S]*<\/style>/, '').matchAll(/<[^>]*>/g))
      expect(tag).toMatch(/^<(!DOCTYPE html|\/?[a-z][a-z0-9]*(\s[\w:-]+="[^"<>]*")*\/?)>$/i);
  });

  it('lead nowhere but to the web and to mail', () => {
    for (const link of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '#not-there', 'vbscript:x'])
      expect(paragraph({ text: 'here', link })).not.toContain('<a ');
    expect(paragraph({ text: 'here', link: 'mailto:a@b.example' })).toContain('<a href="mailto:a@b.example" rel="noreferrer">here</a>');
  });

  it('keep half a surrogate pair and control characters out', () => {
    expect(paragraph('a\ud800b\u0000c\u001bd')).toContain('<p>a\ufffdbcd</p>');
  });
});

describe('direction', () => {
  it('isolates code from left to right, and what was typed by its own letters and language', () => {
    expect(paragraph({ text: 'customer_id', code: true }, 'he')).toContain('<span class="code"><bdi dir="ltr">customer_id</bdi></span>');
    expect(paragraph({ text: 'Dana Levi', user: true }, 'he')).toContain('<bdi lang="en">Dana Levi</bdi>');
    expect(paragraph({ text: 'דנה', user: true }, 'en')).toContain('<bdi lang="he">דנה</bdi>');
    expect(paragraph({ text: 'دنا', user: true }, 'fa')).toContain('<bdi>دنا</bdi>');
  });

  it('isolates technical words inside right-to-left sentences, as in print', () => {
    expect(paragraph('הטלפון +972-3-555-1234 מאושר', 'he')).toContain('הטלפון <bdi dir="ltr">+972-3-555-1234</bdi> מאושר');
    expect(paragraph('call +972-3-555-1234 now', 'en')).toContain('<p>call +972-3-555-1234 now</p>');
  });

  it('lets no direction control out of its words, and closes what was left open', () => {
    expect(paragraph('a\u202eb\u2066c', 'en')).toContain('<p>ab<bdi dir="ltr">c</bdi></p>');
    expect(paragraph('a\u2069b', 'en')).toContain('<p>ab</p>');
  });

  it('says of a fact in another language which it is, and lets it run that way', () => {
    const facts = page(withBlocks([{ kind: 'facts', rows: [{ label: 'תוכן', value: 'Hello,', language: 'en' }] }], 'he'));
    expect(facts).toContain('<dd lang="en" dir="ltr">Hello,</dd>');
  });

  it('gives every line of what was typed an isolate of its own', () => {
    expect(paragraph({ text: 'one\nשתיים', user: true }, 'en')).toContain('<bdi>one</bdi><br><bdi lang="he">שתיים</bdi>');
  });
});

it('wears the client’s logo and colours, and nothing that is no picture', () => {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const report = {
    ...demoReport('he', { rows: 1 }),
    brand: {
      cover: 'road' as const,
      coverNote: hostile,
      colors: { main: '#B0263F', accent: '#E5A537' },
      clientLogo: { mime: 'image/png' as const, data: pixel },
      logo: { mime: 'image/png' as const, data: 'PHN2Zz4=' },
    },
  };
  const html = page(report);
  expect([...html.matchAll(/<img [^>]*src="([^"]*)"[^>]* alt="([^"]*)"/g)].map(([, from, words]) => [from, words !== ''])).toEqual([
    [`data:image/png;base64,${pixel}`, true],
  ]);
  const [, style = ''] = html.match(/<style>([\s\S]*?)<\/style>/) ?? [];
  expect(style).toContain('#B0263F');
  expect(html).toContain(`sha256-${createHash('sha256').update(style).digest('base64')}`);
  expect(page({ ...report, brand: { ...report.brand, colors: { main: '#000}</style><script>', accent: 'x' } } })).not.toContain('<script>');
});

it('has a plate behind a logo made for dark ground, in print and on dark pages too', () => {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const logo = { mime: 'image/png' as const, data: pixel };
  const html = (brand: Brand) => page({ ...demoReport('en', { rows: 1 }), brand });
  const plated = html({ cover: 'road', clientLogo: logo, logo: { ...logo, plate: true } });
  expect([...plated.matchAll(/<img class="([^"]*)"/g)].map(([, names]) => names)).toEqual(['logo-client', 'logo-consultant plate']);
  expect(plated).toContain('header img.plate{background:#1B1E28;');
  expect(html({ cover: 'road', clientLogo: { ...logo, plate: true }, colors: { main: '#B0263F', accent: '#E5A537' } })).toContain(
    'img.plate{background:#B0263F;',
  );
  expect(html({ cover: 'road', clientLogo: logo })).not.toContain('img.plate');
});

describe('structure', () => {
  it('leaves no level of headings out', () => {
    const html = page(
      withBlocks([
        { kind: 'heading', level: 3, text: 'deep' },
        { kind: 'heading', level: 1, text: 'chapter' },
        { kind: 'heading', level: 3, text: 'deeper' },
      ]),
    );
    expect([...html.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(['1', '2', '2', '3']);
  });

  it('calls rows by their first words and says the heading as a table’s name', () => {
    const table: Block = {
      kind: 'table',
      columns: [
        { title: '#', width: 20 },
        { title: 'Step', width: '*' },
        { title: 'Count', width: 40, align: 'number' },
      ],
      rows: [{ cells: ['1', 'Wait', '7'] }, { cells: ['', 'Sum', '7'], total: true }],
    };
    const html = page(withBlocks([{ kind: 'heading', level: 1, text: 'Steps' }, table, { ...table }]));
    expect(html).toContain('<tr><td>1</td><th scope="row">Wait</th><td class="number">7</td></tr>');
    expect(html).toContain('<tr class="total">');
    expect([...html.matchAll(/<caption[^>]*><span class="unseen">([^<]*)/g)].map(([, name]) => name)).toEqual(['Steps', 'Steps (2)']);
  });

  it('makes no header of a title that is empty; its rows are called by it all the same', () => {
    const html = page(
      withBlocks([
        {
          kind: 'table',
          columns: [
            { title: '', width: '*' },
            { title: 'Low', width: 40, align: 'number' },
          ],
          rows: [{ cells: ['A month', '7'] }, { cells: ['', '8'] }],
        },
      ]),
    );
    expect(html).toContain('<thead><tr><td></td><th scope="col" class="number">Low</th></tr></thead>');
    expect(html).toContain('<th scope="row">A month</th>');
    expect(html).toContain('<tr><td></td><td class="number">8</td></tr>');
  });

  it('says what a drawing shows as a list, with where each step leads', () => {
    const node = (id: string, x: number, ports?: string[]) => ({
      id,
      kind: 'decision',
      x,
      y: 30,
      width: 80,
      height: 50,
      title: `Step ${id}`,
      color: '#3350C4',
      ...(ports ? { ports } : {}),
    });
    const html = page(
      withBlocks([
        {
          kind: 'diagram',
          diagram: {
            width: 300,
            height: 100,
            groups: [],
            nodes: [node('b', 200), node('a', 10, ['Yes', 'No'])],
            edges: [
              {
                points: [
                  { x: 90, y: 50 },
                  { x: 200, y: 50 },
                ],
                from: 'a',
                to: 'b',
                port: 1,
              },
            ],
          },
        },
      ]),
    );
    expect(html).toContain('<ol><li><strong>Step a</strong><ul><li>No: leads to <bdi>Step b</bdi></li></ul></li><li><strong>Step b</strong></li></ol>');
  });
});
