import type { OpenApi } from './openapi';
export function createDocsPage(api: OpenApi): string {
  return api.info.title;
}
