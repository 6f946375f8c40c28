export function GapPage() {
  return null;
}
