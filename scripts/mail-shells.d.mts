/** What shared/messages/mail-shells.json has to hold. */
export function compileMailShells(): Promise<string>;
