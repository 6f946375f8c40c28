import { expect, it } from 'vitest';
import { testEngagement } from '../engagement/engagement.fixture';
import { documentsOf } from './document-list';
import { shelve, shelves } from './document-shelves';
import { standingOf } from './document-standing';
import { documentKinds } from './kinds';

it('every document of the list stands somewhere, once', () => {
  const engagement = testEngagement();
  const { shelves: filled, journeys } = shelve(engagement);
  const shown = [...filled, ...journeys].flatMap(({ documents }) => documents.map(({ path }) => path));
  expect([...shown].sort()).toEqual(
    documentsOf(engagement)
      .map(({ path }) => path)
      .sort(),
  );
  expect(filled.map(({ shelf }) => shelf)).toEqual(shelves);
  expect(journeys.map(({ journey }) => journey)).toEqual(engagement.journeys.map(({ id }) => id));
});

it('says of each document what is in it, and what is not there yet', () => {
  const empty = { ...testEngagement(), sources: [], journeys: [], segments: [] };
  const waiting = documentKinds.filter((kind) => standingOf(kind, empty).some(({ tone }) => tone === 'waiting'));
  expect(waiting).toEqual(expect.arrayContaining(['field-map', 'gap-report']));
  expect(standingOf('field-map', empty)).toEqual([{ tone: 'waiting', code: 'no-fields' }]);
});
