/** Events by which a customer speaks about herself: her consents and what she changed. */
export const sayingEvents: ReadonlySet<string> = new Set(['consent-granted', 'consent-withdrawn', 'push-permission-changed', 'profile-updated']);
