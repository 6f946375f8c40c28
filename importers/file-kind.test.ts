import { describe, expect, it } from 'vitest';
import { recogniseFile } from './file-kind';

const kindOf = (name: string, text: string) => recogniseFile(name, new TextEncoder().encode(text))?.id;

describe('recogniseFile goes by what a file holds', () => {
  const records = JSON.stringify(Array.from({ length: 3_000 }, (_, id) => ({ id, name: `Name ${id}` })));

  it('JSON longer than what is looked at, under the name of a table', () => {
    expect(records.length).toBeGreaterThan(64 * 1024);
    expect(kindOf('people.csv', records)).toBe('json');
    expect(kindOf('people.csv', `\n [ {\n  "id": 1,\n${records}`)).toBe('json');
  });

  it('a table whose first cell has brackets', () => {
    expect(kindOf('people.csv', '[id],[name]\n1,Ann\n')).toBe('csv');
    expect(kindOf('people.csv', '"{""a"": 1}",x\n"{""a"": 2}",y\n')).toBe('csv');
  });
});
