/** Attributes of the record that the runtime itself reads, whatever the journey asks. */
import type { Channel } from './schema';

/** The attribute that must be `granted` before marketing may go out on a channel. Channels on the client's own ground need none. */
export const consentAttributes: Record<Channel, string | undefined> = {
  email: 'email-consent',
  sms: 'sms-consent',
  whatsapp: 'whatsapp-consent',
  push: 'push-consent',
  'in-app': undefined,
  'on-site': undefined,
};

/** The attribute that holds where a message on this channel goes to. */
export const addressAttributes: Record<Channel, string | undefined> = {
  email: 'email',
  sms: 'mobile-phone',
  whatsapp: 'mobile-phone',
  push: undefined,
  'in-app': undefined,
  'on-site': undefined,
};

export const runtimeAttributes = {
  test: 'is-test-record',
  employee: 'is-employee',
  country: 'country',
  timeZone: 'time-zone',
  language: 'preferred-language',
  currency: 'currency',
} as const;
