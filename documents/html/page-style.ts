import { brandColors } from '../../shared/documents/brand-colors';
import type { Brand, DocumentColors } from '../../shared/documents/style-schema';

/**
 * How a report looks as a page. Letters come from the reader's system, Masa's own where they are installed. Nothing is said by
 * colour alone, and forced colours of the system win.
 */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fff;--sunken:#f4f2ed;--text:#1b1e28;--quiet:#5b6172;--line:#d3cfc4;--hair:#e5e2da;--accent:#2a44a8;--focus:#3350c4;
--good:#1e6b4f;--waiting:#8a5a00;--blocking:#b0263f;--accent-tint:#eef1fc;--good-tint:#e6f3ec;--waiting-tint:#fcf1da;--blocking-tint:#fce9ec;--quiet-tint:#faf9f6;--plain-tint:#f4f2ed;
--accent-mark:#3350c4;--good-mark:#2c8a66;--waiting-mark:#d08f22;--blocking-mark:#c9304b;--quiet-mark:#8a90a0;--plain-mark:#8a90a0}
@media (prefers-color-scheme:dark){:root{--paper:#151820;--sunken:#1c202b;--text:#e8eaf1;--quiet:#a3aabc;--line:#4a5164;--hair:#2f3442;--accent:#a3b4ff;--focus:#7c93ff;
--good:#74d3aa;--waiting:#f2bf63;--blocking:#ff94a4;--accent-tint:#1f2747;--good-tint:#14302a;--waiting-tint:#34280f;--blocking-tint:#3a1a24;--quiet-tint:#1c202b;--plain-tint:#20242f;
--accent-mark:#7c93ff;--good-mark:#51ae87;--waiting-mark:#e5a537;--blocking-mark:#e5566e;--quiet-mark:#8890a4;--plain-mark:#8890a4}}
@media (prefers-contrast:more){:root{--quiet:var(--text);--line:var(--text);--hair:var(--text)}}
*{box-sizing:border-box}
html{font:100%/1.6 Rubik,Vazirmatn,"Segoe UI",system-ui,"Noto Sans Hebrew","Noto Sans Arabic",sans-serif;-webkit-text-size-adjust:100%}
html:lang(fa){font-family:Vazirmatn,Rubik,"Segoe UI",Tahoma,system-ui,"Noto Sans Arabic",sans-serif;line-height:1.8}
body{margin:0;background:var(--paper);color:var(--text);overflow-wrap:break-word}
header,main,footer{max-width:58rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
header{padding-block:3rem 1.5rem}
header dl{max-width:34rem}
footer{padding-block:2rem 3rem;color:var(--quiet);font-size:.875rem}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;scroll-margin-top:1rem}
:lang(fa) :is(h1,h2,h3,h4){line-height:1.5}
h1{font-size:clamp(1.75rem,5vw,2.5rem);margin:0}
h2{font-size:1.5rem;margin:3rem 0 1rem;padding-top:.75rem;border-top:3px solid var(--accent-mark)}
h3{font-size:1.2rem;margin:2rem 0 .5rem}
h4{font-size:1rem;margin:1.5rem 0 .25rem;color:var(--quiet)}
p{margin:0 0 .75rem}
header img{max-width:100%;height:auto;object-fit:contain;object-position:left}
[dir=rtl] header img{object-position:right}
.logo-client{max-height:5rem;width:auto;margin-bottom:2rem}.logo-consultant{max-height:3rem;width:auto;margin-top:1rem}
@media (prefers-color-scheme:dark){header img{background:#fff;padding:.5rem;border-radius:.5rem}}
.eyebrow{color:var(--accent);font-weight:600;margin-bottom:.25rem}
.subtitle{font-size:1.15rem;color:var(--quiet);margin:.5rem 0 1.5rem}
.large{font-size:1.15rem}
.small,small{font-size:.875rem}
.quiet,small,figcaption{color:var(--quiet)}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,.wide:focus-visible,pre:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
.code{font-family:ui-monospace,"JetBrains Mono",Consolas,monospace;font-size:.9em}
pre{text-align:left;overflow-x:auto;margin:.35rem 0 0;padding:.75rem 1rem;background:var(--sunken);border-radius:.5rem;line-height:1.5}
.said-accent{color:var(--accent)}.said-good{color:var(--good)}.said-waiting{color:var(--waiting)}.said-blocking{color:var(--blocking)}.said-quiet{color:var(--quiet)}
ul,ol{margin:0 0 1rem;padding-inline-start:1.6rem}:where(:lang(fa)) ol{list-style-type:persian}
li{margin-block:.2rem}
dl{margin:0 0 1.25rem}
dl div{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:0 1rem;padding-block:.4rem;border-bottom:1px solid var(--hair)}
dt{color:var(--quiet)}
dd{margin:0;min-width:0}
@media (max-width:34rem){dl div{grid-template-columns:1fr}}
nav{margin-block:1.5rem 2rem;padding:1rem 1.25rem;background:var(--sunken);border-radius:.75rem}
.nav-title{font-weight:600}
nav ol{list-style:none;padding-inline-start:0;margin:0}
nav ol ol{padding-inline-start:1.25rem}
nav a{display:inline-block;padding-block:.15rem}
.callout{margin:0 0 1rem;padding:.75rem 1rem;border-inline-start:4px solid var(--plain-mark);background:var(--plain-tint)}
.callout p:last-child{margin:0}
.callout-title{font-weight:600;margin-bottom:.25rem}
.tone-accent{border-color:var(--accent-mark);background:var(--accent-tint)}.tone-good{border-color:var(--good-mark);background:var(--good-tint)}
.tone-waiting{border-color:var(--waiting-mark);background:var(--waiting-tint)}.tone-blocking{border-color:var(--blocking-mark);background:var(--blocking-tint)}
.tone-quiet{border-color:var(--quiet-mark);background:var(--quiet-tint)}
.tone-accent .callout-title{color:var(--accent)}.tone-good .callout-title{color:var(--good)}.tone-waiting .callout-title{color:var(--waiting)}.tone-blocking .callout-title{color:var(--blocking)}
.wide{overflow-x:auto;margin-bottom:1.25rem}
table{border-collapse:collapse;width:100%;margin:0 0 1.25rem;font-size:.9375rem}
.wide>table{margin:0;min-width:40rem}.wide th,.wide td{overflow-wrap:break-word}
th,td{padding:.45rem .6rem;text-align:start;vertical-align:top;border-bottom:1px solid var(--hair);font-weight:400;min-width:3rem}
thead th,thead td{color:var(--quiet);font-weight:600;border-bottom:2px solid var(--line);vertical-align:bottom}
.number{text-align:right;font-variant-numeric:tabular-nums}
.center{text-align:center}
.total>*{font-weight:600;border-top:2px solid var(--line)}
.row-accent{background:var(--accent-tint)}.row-good{background:var(--good-tint)}.row-waiting{background:var(--waiting-tint)}.row-blocking{background:var(--blocking-tint)}.row-quiet{background:var(--quiet-tint)}
caption{text-align:start}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.tick{display:inline-block;width:.85em;height:.85em;border:1.5px solid var(--quiet);border-radius:.2em;vertical-align:-.1em}
.chart th,.chart td{vertical-align:middle}
.drawn{width:14rem}.drawn svg{width:100%;max-width:220px}
svg{max-width:100%;height:auto;display:block}
@media (max-width:40rem){.drawn{width:30%}th,td{padding-inline:.35rem;min-width:0;overflow-wrap:anywhere}h1,h2,h3{overflow-wrap:anywhere}.axes{columns:1}}
.track{fill:var(--sunken)}.ink{fill:var(--text)}
.mark-accent{fill:var(--accent-mark)}.mark-good{fill:var(--good-mark)}.mark-waiting{fill:var(--waiting-mark)}.mark-blocking{fill:var(--blocking-mark)}.mark-quiet{fill:var(--quiet-mark)}.mark-plain{fill:var(--plain-mark)}
.scale{display:flex;justify-content:space-between;max-width:220px}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;font-size:.875rem;color:var(--quiet)}
.legend li{display:flex;align-items:center;gap:.4rem}
.legend .cell{min-width:2rem;padding:.1rem .4rem}
.legend .cell:empty{min-width:1rem;height:1rem;border:1px solid var(--line)}
.heat th,.heat td{border:2px solid var(--paper)}
.heat thead th{border-bottom-color:var(--line)}
.heat .group{font-weight:600;padding-top:1rem}
.cell{text-align:center;white-space:nowrap}
.shade-0{background:#a8243f;color:#fff}.shade-1{background:#e07a5f;color:#33100a}.shade-2{background:#f9d9a6;color:#553a06}.shade-3{background:#dce3fa;color:#26377c}.shade-4{background:#9fb2f0;color:#14235e}
.cell-open{background:repeating-linear-gradient(135deg,var(--paper) 0 5px,var(--hair) 5px 7px);color:var(--text)}
.cell-none{background:var(--sunken);color:var(--quiet)}
figure{margin:0 0 1.25rem}
.diagram .wide svg{max-width:none;border-radius:.5rem}
.diagram .wide{margin-bottom:.5rem}
.curve svg{width:100%}.curve .wide{margin:0}.plot{min-width:36rem}
.under{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);list-style:none;padding:0;margin:.25rem 0 .5rem;font-size:.8125rem;text-align:center;color:var(--quiet)}
.level,.zero,.line,.target,.beside{fill:none}
.level{stroke:var(--hair)}.zero{stroke:var(--line);stroke-width:1.5}.line{stroke:var(--text);stroke-width:2}.target{stroke:var(--accent-mark);stroke-width:1.5;stroke-dasharray:2 4}
.known-good{fill:var(--good-mark);stroke:var(--good-mark)}.known-blocking{fill:var(--blocking-mark);stroke:var(--blocking-mark)}.known-plain{fill:var(--plain-mark);stroke:var(--plain-mark)}
.guess-good,.guess-blocking,.guess-plain{fill:var(--paper);stroke-width:2}.guess-good{stroke:var(--good-mark)}.guess-blocking{stroke:var(--blocking-mark)}.guess-plain{stroke:var(--plain-mark)}
.webs{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:1rem;text-align:center}
.webs svg{margin-inline:auto}
.webs text{font-size:11px;fill:var(--quiet);text-anchor:middle}
.beside{stroke:var(--quiet);stroke-dasharray:3 3}
.web-accent,.web-plain,.web-good,.web-waiting,.web-blocking,.web-quiet{fill-opacity:.18;stroke-width:2}
.web-accent{fill:var(--accent-mark);stroke:var(--accent-mark)}.web-plain,.web-quiet{fill:var(--plain-mark);stroke:var(--plain-mark)}.web-good{fill:var(--good-mark);stroke:var(--good-mark)}
.web-waiting{fill:var(--waiting-mark);stroke:var(--waiting-mark)}.web-blocking{fill:var(--blocking-mark);stroke:var(--blocking-mark)}
.axes{columns:16rem 2}
details{margin:0 0 1.25rem}
summary{cursor:pointer;color:var(--accent);padding-block:.3rem;width:fit-content}
@media (forced-colors:active){.cell,.callout,tr{forced-color-adjust:auto}.callout{border:1px solid}.track{fill:Canvas;stroke:CanvasText}
.mark-accent,.mark-good,.mark-waiting,.mark-blocking,.mark-quiet,.mark-plain,.ink{fill:CanvasText}.level,.zero,.line,.target,.beside{stroke:CanvasText}}
@media print{:root{color-scheme:light;--paper:#fff;--sunken:#f4f2ed;--text:#1b1e28;--quiet:#5b6172;--line:#d3cfc4;--hair:#e5e2da;--accent:#2a44a8;
--good:#1e6b4f;--waiting:#8a5a00;--blocking:#b0263f;--accent-tint:#eef1fc;--good-tint:#e6f3ec;--waiting-tint:#fcf1da;--blocking-tint:#fce9ec;--quiet-tint:#faf9f6;--plain-tint:#f4f2ed}
@page{margin:18mm}html{font-size:10.5pt}header,main,footer{max-width:none;padding-inline:0}.wide{overflow:visible}.wide>table,.plot{min-width:0}
.diagram .wide svg{max-width:100%}details:not([open]){display:none}h2,h3,h4{break-after:avoid}tr,.callout,figure{break-inside:avoid}thead{display:table-header-group}
.callout,.cell,.track,[class*="row-"]{print-color-adjust:exact}a{color:inherit;text-decoration:none}}
`;

/** What is the client's: colours, and the plate behind a logo. */
export function brandStyle({ colors, logo, clientLogo }: Brand = { cover: 'road' }): string {
  const checked = colors && /^#[0-9A-F]{6}$/.test(colors.main) ? colors : undefined;
  return colorStyle(checked) + (logo?.plate || clientLogo?.plate ? plateStyle(checked) : '');
}

/** Where pages are light: on dark ones nobody chose them. */
function colorStyle(colors: DocumentColors | undefined): string {
  if (!colors) return '';
  const { text, fill, tint } = brandColors(colors);
  const chosen = `:root{--accent:${text};--focus:${text};--accent-mark:${fill};--accent-tint:${tint}}`;
  return `@media print{${chosen}}@media (prefers-color-scheme:light){${chosen}}\n`;
}

/** In print, and where the system has colours of its own, too: without it nothing of the logo can be seen. */
function plateStyle(colors: DocumentColors | undefined): string {
  return `header img.plate{background:${brandColors(colors).plate};padding:.75rem;border-radius:.5rem;print-color-adjust:exact;forced-color-adjust:none}\n`;
}
