/**
 * A place on somebody else's page that the page cannot break, and that does not break the page.
 *
 * Everything lives in one shadow root. Its rules for the host are `!important`: for important
 * rules the shadow's win over the page's, so `* { all: unset !important }` does no harm. Styles are
 * constructed sheets, which a strict Content-Security-Policy does not forbid.
 */
export interface HostElement {
  readonly root: ShadowRoot;
  /** Replaces the part of the styles that depends on the configuration. */
  theme(css: string): void;
  remove(): void;
}

export function createHostElement(css: string): HostElement {
  const element = document.createElement('baton-widget');
  const root = element.attachShadow({ mode: 'open' });
  const base = adopt(root, css);
  const themed = adopt(root, '');
  base(css);

  // Pages that swap their body without a reload (Turbo, htmx, some routers) drop what is in it.
  const stay = () => {
    if (document.body && element.parentNode !== document.body) document.body.append(element);
    watch.observe(document.documentElement, { childList: true });
    if (document.body) watch.observe(document.body, { childList: true });
  };
  const watch = new MutationObserver(() => {
    if (!element.isConnected) stay();
  });
  if (document.body) stay();
  else document.addEventListener('DOMContentLoaded', stay, { once: true });

  return {
    root,
    theme: themed,
    remove() {
      watch.disconnect();
      element.remove();
    },
  };
}

/** Gives the root one more sheet; returns how to fill it. */
function adopt(root: ShadowRoot, css: string): (css: string) => void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return (text) => sheet.replaceSync(text);
  } catch {
    // Browsers before constructed sheets.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
    return (text) => {
      style.textContent = text;
    };
  }
}
