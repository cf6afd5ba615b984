/**
 * What the one line of HTML says: which AI agent, and where its Baton lives.
 *
 * `<script async src="https://HOST/widget.js" data-baton="WIDGET_KEY"></script>`
 */
export interface Installation {
  /** Public key of the AI agent. */
  readonly key: string;
  /** Origin of the server, "https://support.example". */
  readonly host: string;
  /** A JWT by which the page vouches for its visitor. */
  readonly identity: string | null;
}

/** Reads the tag; null when it names no key or no address. */
export function readScriptTag(script: HTMLScriptElement | null): Installation | null {
  const key = script?.dataset.baton?.trim();
  if (!script || !key) return null;
  try {
    const { origin } = new URL(script.src, script.baseURI);
    return origin === 'null'
      ? null
      : { key, host: origin, identity: script.dataset.identity?.trim() || null };
  } catch {
    return null;
  }
}

/** The tag being run; a tag put in by a bundler or a tag manager is found by its attribute. */
export function ownScriptTag(): HTMLScriptElement | null {
  const running = document.currentScript;
  if (running instanceof HTMLScriptElement && running.dataset.baton) return running;
  return document.querySelector<HTMLScriptElement>('script[data-baton]');
}
