export function BusinessCasePage() {
  return null;
}
