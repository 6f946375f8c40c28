/** Which provider is made and heard by what. */
import type { Providers } from './channels';
import { openFcm } from './fcm/adapter';
import { openHttp } from './http/adapter';
import { understandHttp } from './http/call-back';
import { inbox } from './inbox/inbox';
import { openMeta } from './meta/adapter';
import { understandMeta } from './meta/call-back';
import { openSmtp } from './smtp/adapter';
import { openTwilio } from './twilio/adapter';
import { understandTwilio } from './twilio/call-back';
import { openWebhook } from './webhook/adapter';

export const providers: Providers = {
  smtp: { open: openSmtp },
  twilio: { open: openTwilio, understand: understandTwilio },
  meta: { open: openMeta, understand: understandMeta },
  fcm: { open: openFcm },
  http: { open: openHttp, understand: understandHttp },
  webhook: { open: openWebhook },
  inbox,
};
