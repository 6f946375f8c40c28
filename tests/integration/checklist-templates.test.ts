import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTemplates } from '../../host/templates';
import { checklistTemplateForm } from '../../shared/checklist/template-schema';
import { toTemplate } from '../../shared/checklist/templates';
import { documentTemplateForm, toDocumentTemplate } from '../../shared/documents/template-schema';
import { testId, testPoint } from '../../shared/engagement/engagement.fixture';

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'masa-templates-')), 'templates');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const make = (n: number, name = 'חנויות') =>
  toTemplate({ points: [testPoint('a')], trialTasks: [] }, { id: testId(n, 'M'), name, savedAt: `2026-01-0${n}T08:00:00.000Z` });
const codes = (result: { problems: { code: string }[] }) => result.problems.map(({ code }) => code);

test('what is saved is listed newest first, renamed in its place, and removed', async () => {
  const templates = createTemplates({ folder, form: checklistTemplateForm });
  expect(await templates.list()).toMatchObject({ ok: true, value: { templates: [] } });
  for (const n of [1, 2]) expect((await templates.save(make(n))).ok).toBe(true);
  expect(await templates.list()).toMatchObject({ value: { templates: [make(2), make(1)] }, problems: [] });
  await templates.save(make(1, 'בנקים'));
  expect(await templates.list()).toMatchObject({ value: { templates: [{ name: 'חנויות' }, { name: 'בנקים' }] } });
  await templates.remove(make(1).id);
  await templates.remove(make(1).id);
  expect(readdirSync(folder)).toEqual([`${make(2).id}.json`]);
});

test('a damaged, foreign or newer file is told of and left as it is; the others are there', async () => {
  const templates = createTemplates({ folder, form: checklistTemplateForm });
  await templates.save(make(1));
  const bad: [number, string, string][] = [
    [2, 'template-not-ours', '{"format":'],
    [3, 'template-damaged', JSON.stringify({ ...make(3), points: 'x' })],
    [4, 'template-newer', JSON.stringify({ ...make(4), formatVersion: 9 })],
    [5, 'template-too-large', JSON.stringify(make(5)).padEnd(2_000_001)],
    // Copied by hand under another name: a change would be written to the other one.
    [6, 'template-not-ours', JSON.stringify(make(1))],
  ];
  for (const [n, , content] of bad) writeFileSync(join(folder, `${testId(n, 'M')}.json`), content);
  writeFileSync(join(folder, 'notes.txt'), 'by hand');
  const list = await templates.list();
  expect(list).toMatchObject({ ok: true, value: { templates: [make(1)] } });
  expect(codes(list).sort()).toEqual(bad.map(([, code]) => code).sort());
  for (const [n, , content] of bad) expect(readFileSync(join(folder, `${testId(n, 'M')}.json`), 'utf8')).toBe(content);
});

test('each kind reads only its own', async () => {
  const checklists = createTemplates({ folder, form: checklistTemplateForm });
  const documents = createTemplates({ folder, form: documentTemplateForm });
  const template = toDocumentTemplate({ cover: 'band', footer: 'nir.example', chapters: {}, colors: { main: '#112233', accent: '#445566' } }, { ...make(2) });
  await checklists.save(make(1));
  await documents.save(template);
  expect(await documents.list()).toMatchObject({ value: { templates: [template] }, problems: [{ code: 'template-not-ours' }] });
  expect(template.parts).toEqual({ cover: 'band', footer: 'nir.example', chapters: {} });
  const damaged = { ...template, parts: { ...template.parts, chapters: { 'gap-report': [{ id: '' }] } } };
  writeFileSync(join(folder, `${template.id}.json`), JSON.stringify(damaged));
  const list = await documents.list();
  expect(list.problems).toContainEqual(
    expect.objectContaining({ code: 'template-damaged', params: expect.objectContaining({ place: 'parts.chapters.gap-report.0.id' }) }),
  );
});

test('their number is bounded, and a crash while writing leaves the old one', async () => {
  const few = createTemplates({ folder, form: checklistTemplateForm, max: 1 });
  await few.save(make(1));
  expect(codes(await few.save(make(2)))).toEqual(['templates-full']);
  expect((await few.save(make(1, 'x'))).ok).toBe(true);
  const crash = async () => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };
  expect(codes(await createTemplates({ folder, form: checklistTemplateForm, steps: { rename: crash } }).save(make(1, 'y')))).toEqual(['disk-full']);
  expect(await few.list()).toMatchObject({ value: { templates: [{ name: 'x' }] } });
  expect(readdirSync(folder)).toHaveLength(1);
});
