/** Pages that the widget has to live on: plain, hostile, locked down, and with two tags. */

const hostile = `
  * { all: unset !important; }
  body > * { display: none !important; }
  div, button, span, p { font: 40px serif !important; color: red !important; }
  baton-widget { display: none !important; transform: scale(3) !important; }
`;

const plain = /^[\w.-]+$/;

/** `?css=hostile`, `?csp=strict`, `?tags=2`, `?early=1` (wishes before the script), `?opener=1`, `?title=…`, `?identity=…` (a JWT) */
export function hostPage(search: URLSearchParams): { html: string; policy: string | null } {
  const strict = search.get('csp') === 'strict';
  const jwt = plain.exec(search.get('identity') ?? '')?.[0];
  const identity = jwt === undefined ? '' : ` data-identity="${jwt}"`;
  const tag = `<script async src="/widget.js" data-baton="wk_test"${identity}></script>`;
  const early = `<script>
    window.heard = [];
    window.Baton = window.Baton || [];
    Baton.push((baton) => baton.on('message', (message) => heard.push(message)));
    Baton.push(['on', 'unread', (count) => heard.push(count)]);
    Baton.push(['identify', { email: 'ada@example.com' }], ['open']);
  </script>`;
  return {
    policy: strict
      ? "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'none'; img-src 'none'"
      : null,
    html: `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${search.get('title') ?? 'A shop'}</title>
  ${strict ? '' : `<style>body{margin:40px;font:16px/1.6 sans-serif;background:Canvas;color:CanvasText;color-scheme:light dark}${search.get('css') === 'hostile' ? hostile : ''}</style>`}
</head>
<body>
  <main><h1>A page of somebody else’s</h1><p>${'With words of its own. '.repeat(60)}</p></main>
  ${search.has('opener') ? '<a href="#top" data-baton-open="How long is shipping?">Shipping?</a>' : ''}
  ${search.has('early') ? early : ''}
  ${tag.repeat(Number(search.get('tags') ?? 1))}
</body>
</html>`,
  };
}
