/**
 * "(2) …" before the page's own title while its tab is in the background and messages wait. The
 * page may change its title meanwhile: only our own mark is ever taken away.
 */
const MARK = /^\(\d+\) /;

export function createTabTitle(): (unread: number) => void {
  let unread = 0;
  const show = () => {
    const own = document.title.replace(marked ? MARK : /^$/, '');
    const wanted = unread > 0 && document.visibilityState === 'hidden';
    if (!wanted && !marked) return;
    marked = wanted;
    const title = wanted ? `(${unread}) ${own}` : own;
    if (title !== document.title) document.title = title;
  };
  let marked = false;
  document.addEventListener('visibilitychange', show);
  return (count) => {
    unread = count;
    show();
  };
}
