/** The nonce of this response; styles without it are refused. */
export const nonce: string | undefined = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined;
