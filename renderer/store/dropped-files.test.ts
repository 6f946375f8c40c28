import { expect, test } from 'vitest';
import { chosenFiles, droppedFiles } from './dropped-files';

const names = ({ files }: { files: File[] }) => files.map((file) => file.webkitRelativePath || file.name);
const codes = ({ problems }: { problems: { code: string; params: object }[] }) => problems.map(({ code, params }) => [code, params]);

function inFolder(path: string): File {
  return Object.defineProperty(new File(['x'], path.split('/').at(-1) ?? ''), 'webkitRelativePath', { value: path });
}

type Tree = { [name: string]: Tree | string | Error };

/** An entry as a drop gives it: a text is a file, an error a file or folder that can't be opened. */
function entry(name: string, content: Tree | string | Error): object {
  if (typeof content === 'string') return { name, isFile: true, file: (done: (file: File) => void) => done(new File([content], name)) };
  if (content instanceof Error) return { name, isFile: true, file: (_: unknown, failed: (error: Error) => void) => failed(content) };
  const inner = Object.entries(content).map(([inside, its]) => entry(inside, its));
  // As browsers do: a hundred at a time, until none.
  return { name, isDirectory: true, createReader: () => ({ readEntries: (done: (batch: object[]) => void) => done(inner.splice(0, 100)) }) };
}

function drop(tree: Tree) {
  const items = Object.entries(tree).map(([name, content]) => ({ webkitGetAsEntry: () => entry(name, content) }));
  return droppedFiles({ items, files: [] } as unknown as DataTransfer);
}

test('a chosen folder gives its files by path, without what systems leave in it', () => {
  const given = ['f/b.csv', 'f/.git/config.json', 'f/a/10.csv', 'f/a/2.csv', 'f/.DS_Store', 'f/Thumbs.db', 'f/a/~$2.xlsx', 'f/a/DESKTOP.INI', 'f/~2.csv'];
  expect(names(chosenFiles(given.map(inFolder)))).toEqual(['f/~2.csv', 'f/a/2.csv', 'f/a/10.csv', 'f/b.csv']);
});

test('chosen files stay in the order of the choice', () => {
  expect(names(chosenFiles([new File([], 'b.csv'), new File([], 'a.csv'), new File([], '.hidden')]))).toEqual(['b.csv', 'a.csv']);
});

test('a dropped folder: by name at every depth, and one that can’t be opened costs itself', async () => {
  const found = await drop({
    f: { 'b.csv': '', 'a 10': { 'x.csv': '' }, 'a 2': { 'locked.csv': new Error('busy'), 'y.csv': '', '.git': { 'z.csv': '' } } },
    'own.csv': '',
  });
  expect(names(found)).toEqual(['y.csv', 'x.csv', 'b.csv', 'own.csv']);
  expect(codes(found)).toEqual([['file-unreadable', { file: 'locked.csv' }]]);
});

test('more than is read at once, and nothing at all, is said', async () => {
  const many = Object.fromEntries(Array.from({ length: 450 }, (_, i) => [i < 249 ? `.hidden ${i}` : `part ${i}.csv`, '']));
  const found = await drop({ many });
  expect(names(found)).toHaveLength(200);
  expect(names(found).slice(0, 2)).toEqual(['part 249.csv', 'part 250.csv']);
  expect(codes(found)).toEqual([['files-left-out', { limit: 200 }]]);
  const { 'part 249.csv': _, ...exact } = many;
  expect(codes(await drop({ exact }))).toEqual([]);
  expect(codes(await drop({ empty: {}, '.hidden': '' }))).toEqual([
    ['nothing-to-read', { file: 'empty' }],
    ['nothing-to-read', { file: '.hidden' }],
  ]);
  expect(codes(chosenFiles([inFolder('f/.env'), inFolder('f/.git/config')]))).toEqual([['nothing-to-read', { file: 'f' }]]);
  expect(codes(chosenFiles([]))).toEqual([]);
});
