/** Leads the eye to a part of the page: the list a figure is the sum of, the place where something is set. */
export function highlight(id: string): void {
  const element = document.getElementById(id);
  if (!element) return;
  element.scrollIntoView({ block: 'nearest' });
  element.classList.remove('highlighted');
  requestAnimationFrame(() => element.classList.add('highlighted'));
}
