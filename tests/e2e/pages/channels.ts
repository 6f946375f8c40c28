import type { Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

type Mode = 'off' | 'trial' | 'live';

/** Ways out of the laptop, as a consultant opens and closes them. */
export function channelsPage(page: Page, t: Translate) {
  const name = (channel: string) => t(`channel.${channel}`);
  const region = (key: string) => page.getByRole('region', { name: t(key) });
  const settings = region('channels.provider');
  const dialog = page.getByRole('dialog');
  const mode = (channel: string) => page.getByRole('radiogroup', { name: t('channels.mode', { channel: name(channel) }) });
  const confirmButton = (to: Mode, channel: string) => dialog.getByRole('button', { name: t(`channels.confirm.${to}`, { channel: name(channel) }) });
  return {
    statusLine: page.getByRole('contentinfo'),
    settings,
    secrets: region('channels.secrets'),
    allowed: region('channels.allowed'),
    dead: region('executor.view.dead-letters'),
    dialog,
    mode,
    confirmButton,
    heading: (channel: string) => page.getByRole('heading', { level: 2, name: name(channel) }),
    /** By one of the words of its label: `host`, `from.address`. */
    field: (path: string) => settings.getByRole('textbox', { name: t(`channel-field.${path}`), exact: true }),
    save: page.getByRole('main').getByRole('button', { name: new RegExp(`^(${t('channels.save')}|${t('channels.save-open')})$`) }),
    check: settings.getByRole('button', { name: t('channels.check') }),
    openWords: (channel: string, how: Mode) => t('channels.open-one', { channel: name(channel), mode: t(`channel-mode.${how}`) }),
    showView: (view: string) =>
      page
        .getByRole('radiogroup', { name: t('executor.view'), exact: true })
        .locator('label', { hasText: t(`executor.view.${view}`) })
        .click(),
    async open(channel: string) {
      await this.showView('channels');
      await this.show(channel);
    },
    show: (channel: string) =>
      page
        .getByRole('navigation', { name: t('channels.title') })
        .getByRole('button', { name: name(channel) })
        .click(),
    showPlace: (place: string) =>
      page
        .getByRole('navigation', { name: t('channels.title') })
        .getByRole('button', { name: place })
        .click(),
    choose: (to: Mode, channel = 'email') =>
      mode(channel)
        .locator('label', { hasText: t(`channel-mode.${to}`) })
        .click(),
    async confirm(to: Mode, channel: string) {
      await confirmButton(to, channel).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    async addAllowed(text: string) {
      const list = region('channels.allowed');
      await list.getByRole('textbox').fill(text);
      await list.getByRole('button', { name: t('common.add') }).click();
    },
    showDead: (state: string) =>
      page
        .getByRole('radiogroup', { name: t('executor.dead.state') })
        .locator('label', { hasText: t(`delivery.${state}`) })
        .click(),
  };
}
