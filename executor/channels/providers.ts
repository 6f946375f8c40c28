/** Which provider is made and heard by what. */
import type { ProviderId } from '../../shared/executor/channels';
import type { Adapter, AdapterOptions, CallBack, CallBackAnswer, Provider } from './adapter';
import { openFcm } from './fcm/adapter';
import { openHttp } from './http/adapter';
import { understandHttp } from './http/call-back';
import { openMeta } from './meta/adapter';
import { understandMeta } from './meta/call-back';
import { openTwilio } from './twilio/adapter';
import { understandTwilio } from './twilio/call-back';
import { openWebhook } from './webhook/adapter';

type Providers = { [P in ProviderId]?: Provider<P> };

/** `smtp` and `inbox` take their places here. */
const providers: Providers = {
  twilio: { open: openTwilio, understand: understandTwilio },
  meta: { open: openMeta, understand: understandMeta },
  fcm: { open: openFcm },
  http: { open: openHttp, understand: understandHttp },
  webhook: { open: openWebhook },
};

/** Undefined: nothing here sends by it. */
export function openAdapter<P extends ProviderId>(options: AdapterOptions<P>): Adapter | undefined {
  return providerOf(options)?.open(options);
}

/** What a call from outside tells; undefined: this provider never calls back. */
export function understandCallBack<P extends ProviderId>(call: CallBack, options: AdapterOptions<P>): CallBackAnswer | undefined {
  return providerOf(options)?.understand?.(call, options);
}

/** The type of the settings is the name of the provider, which the compiler can't follow through the table. */
function providerOf<P extends ProviderId>({ settings }: AdapterOptions<P>): Provider<P> | undefined {
  return providers[settings.provider] as Provider<P> | undefined;
}
