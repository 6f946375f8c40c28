/** A guard against what makes documents slow by far. How fast they are is measured by `npm run bench -- documents`. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { renderPdf } from '../../documents/pdf/render-pdf';
import { demoReport } from '../fixtures/rtl/demo-report';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));

it('forty pages with 640 rows take less than 8 s of processor time and 300 MB', async () => {
  const [time, memory] = [process.cpuUsage(), process.memoryUsage().rss];
  const { bytes } = await renderPdf(demoReport('he', { rows: 640 }), { fontsFolder });
  const { user, system } = process.cpuUsage(time);
  const pages = Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type \/Page\b/g);
  expect(pages?.length).toBeGreaterThan(35);
  expect((user + system) / 1e6).toBeLessThan(8);
  expect((process.memoryUsage().rss - memory) / 2 ** 20).toBeLessThan(300);
}, 120_000);
