import { expect, test } from 'vitest';
import { thingAt } from './thing-at';

test.each([
  ['/e/1', '', undefined],
  ['/e/1/gap', '?vendor=V', undefined],
  ['/e/1/gap/channel-sms', '?view=answers&vendor=V', { kind: 'point', id: 'channel-sms', within: 'V' }],
  ['/e/1/gap/channel-sms', '', { kind: 'point', id: 'channel-sms' }],
  ['/e/1/journeys/J', '?view=storyboard', { kind: 'journey', id: 'J' }],
  ['/e/1/journeys/J/n%C3%A9', '', { kind: 'node', id: 'né', within: 'J' }],
  ['/e/1/journeys/~population', '', undefined],
  ['/e/1/sources/S', '', { kind: 'source', id: 'S' }],
  ['/e/1/sources/S/F', '', { kind: 'field', id: 'F' }],
  ['/e/1/record/email', '', { kind: 'attribute', id: 'email' }],
  ['/e/1/segments/vip', '', { kind: 'segment', id: 'vip' }],
  ['/e/1/settings', '', undefined],
])('%s%s', (path, search, about) => {
  expect(thingAt(path, search)).toEqual(about);
});
