/** pdfmake is CommonJS; depending on who bundles us, its default export is one or two `default`s away. */
export function unwrapped<T>(module: T): T {
  let inner: unknown = module;
  while (typeof inner === 'object' && inner !== null && 'default' in inner) inner = inner.default;
  return inner as T;
}
