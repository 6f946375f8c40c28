import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { homeFolder } from './home';

const userFolder = join('/home', 'noa');

test('each operating system has its own place, and MASA_HOME moves it', () => {
  expect([
    homeFolder({ env: {}, platform: 'linux', userFolder }),
    homeFolder({ env: { XDG_DATA_HOME: '/data' }, platform: 'linux', userFolder }),
    homeFolder({ env: {}, platform: 'darwin', userFolder }),
    homeFolder({ env: { APPDATA: '/roaming' }, platform: 'win32', userFolder }),
    homeFolder({ env: { MASA_HOME: 'here' }, platform: 'win32', userFolder }),
  ]).toEqual([
    join(userFolder, '.local', 'share', 'masa'),
    join('/data', 'masa'),
    join(userFolder, 'Library', 'Application Support', 'Masa'),
    join('/roaming', 'Masa'),
    resolve('here'),
  ]);
});
