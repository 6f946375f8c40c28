import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type ProviderId, type ProviderSettings, providerSettingsSchema } from './channels';
import { newDraft, type ProviderDraft, settingFields, toDraft, toSettings } from './provider-draft';

const filled: Record<ProviderId, ProviderSettings> = {
  smtp: {
    provider: 'smtp',
    host: 'mail.shop.example',
    port: 465,
    security: 'tls',
    user: 'shop',
    from: { name: 'The shop', address: 'news@shop.example' },
    replyTo: 'help@shop.example',
    look: { accent: '#aa3300', logo: { url: 'https://shop.example/logo.png', alt: 'The shop', width: 200 } },
    connections: 3,
    perSecond: 2.5,
  },
  twilio: {
    provider: 'twilio',
    accountSid: `AC${'0a'.repeat(16)}`,
    from: 'Shop',
    baseUrl: 'http://127.0.0.1:9',
    perSecond: 1,
    templates: { reminder: { contentSid: `HX${'0a'.repeat(16)}`, parameters: ['subject', 'body'] } },
  },
  meta: {
    provider: 'meta',
    phoneNumberId: '12345678',
    apiVersion: 'v22.0',
    baseUrl: 'http://127.0.0.1:9',
    templates: { reminder: { name: 'cart_reminder', language: 'en_US', parameters: ['body'] } },
  },
  fcm: { provider: 'fcm', projectId: 'shop-app', tokenAttribute: 'device', baseUrl: 'http://127.0.0.1:9' },
  http: { provider: 'http', url: 'https://mail.shop.example/send' },
  webhook: { provider: 'webhook', targets: { crm: 'https://crm.shop.example/hook' } },
  inbox: { provider: 'inbox', expiresAfterDays: 7 },
};
const all = Object.values(filled);
const draft = (provider: ProviderId, values: Record<string, string> = {}, more: Partial<ProviderDraft> = {}): ProviderDraft => {
  const begun = newDraft(provider);
  return { ...begun, ...more, values: { ...begun.values, ...values } };
};
const faults = (one: ProviderDraft) => {
  const read = toSettings(one);
  return read.ok ? [] : read.problems.map(({ code, path, params }) => [path.join('.'), params.fault ?? code]);
};

test.each(all)('what is set for $provider comes back from the form as it was', (settings) => {
  expect(toSettings(toDraft(settings))).toMatchObject({ ok: true, value: settings });
});

test('every setting has its line in the form', () => {
  for (const option of providerSettingsSchema.options) {
    const shape: Record<string, z.ZodType> = option.shape;
    const provider = option.shape.provider.value;
    // The mailbox that is read has a form of its own.
    const lines = new Set([...settingFields[provider].map(({ path }) => path.split('.')[0]), 'provider', 'targets', 'templates', 'mailbox']);
    expect(
      Object.keys(shape).filter((key) => !lines.has(key)),
      provider,
    ).toEqual([]);
  }
});

test('what stands there at first is what the executor would take without it', () => {
  for (const settings of all) {
    const whole = toDraft(settings);
    for (const { path, preset } of settingFields[settings.provider]) {
      if (preset === undefined) continue;
      const read = (value: string) => toSettings({ ...whole, values: { ...whole.values, [path]: value } });
      expect(read(''), `${settings.provider} ${path}`).toEqual(read(preset));
    }
  }
});

describe('what is wrong is said of its own line', () => {
  test('what is missing, and each only once', () => {
    expect(faults(draft('smtp'))).toEqual([
      ['from.address', 'setting-needed'],
      ['host', 'setting-needed'],
    ]);
    expect(faults(draft('twilio', { from: 'Shop' }))).toEqual([['accountSid', 'setting-needed']]);
  });

  test('what has another form', () => {
    const smtp = { host: 'mail.shop.example', 'from.address': 'news@shop.example' };
    expect(faults(draft('smtp', smtp))).toEqual([]);
    expect(faults(draft('smtp', { ...smtp, port: '99999', 'from.address': 'news' }))).toEqual([
      ['port', 'too-large'],
      ['from.address', 'form'],
    ]);
    expect(faults(draft('smtp', { ...smtp, port: 'x' }))).toEqual([['port', 'number']]);
    expect(faults(draft('twilio', { accountSid: 'AC1', from: 'Shop' }))).toEqual([['accountSid', 'form']]);
    expect(faults(draft('http', { url: 'file:///etc/passwd' }))).toEqual([['url', 'form']]);
  });

  test('targets and templates by their row', () => {
    const url = 'https://crm.shop.example/hook';
    expect(
      faults(
        draft(
          'webhook',
          {},
          {
            targets: [
              { name: 'crm', url },
              { name: '', url },
              { name: 'crm', url },
              { name: 'erp', url: 'nowhere' },
            ],
          },
        ),
      ),
    ).toEqual([
      ['targets.1.name', 'setting-needed'],
      ['targets.2.name', 'setting-twice'],
      ['targets.3.url', 'form'],
    ]);
    const template = { message: 'reminder', name: 'cart_reminder', language: 'en', parameters: [] };
    expect(faults(draft('meta', { phoneNumberId: '12345' }, { templates: [template] }))).toEqual([]);
    expect(faults(draft('meta', { phoneNumberId: '12345' }, { templates: [{ ...template, name: 'Cart Reminder', language: 'english' }] }))).toEqual([
      ['templates.0.name', 'form'],
      ['templates.0.language', 'form'],
    ]);
  });
});
