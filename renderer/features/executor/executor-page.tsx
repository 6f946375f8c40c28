export function ExecutorPage() {
  return null;
}
