/** The common look of the pages that the server writes: the inbox's colours, a reader's calm. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --canvas: #f4f4f0; --surface: #ffffff; --sunken: #f1f1ec; --line: #e4e4dd;
  --ink: #17201d; --ink-soft: #4c5753; --ink-faint: #646d69;
  --accent: #0d6157; --accent-soft: #e1efeb; --warn-text: #8f4406; --danger-text: #a0211a;
  --info-text: #2b4d80; --good-text: #23662f;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #0f1312; --surface: #151a19; --sunken: #1f2524; --line: #2b3331;
    --ink: #e7ece9; --ink-soft: #b0bab6; --ink-faint: #939e99;
    --accent: #6fd3c3; --accent-soft: #17322d; --warn-text: #f2b579; --danger-text: #f3a39d;
    --info-text: #a9c4ec; --good-text: #8fd09c;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--canvas); color: var(--ink);
  font: 400 1rem/1.65 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere; padding: 0 max(1rem, env(safe-area-inset-left));
}
.note { max-width: 40rem; margin: 18vh auto 0; }
h1, h2, h3, h4 { line-height: 1.25; letter-spacing: -0.011em; text-wrap: balance; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
code, pre { font-family: var(--mono); font-size: 0.875em; }
code { background: var(--sunken); border-radius: 4px; padding: 0.12em 0.35em; }
pre { background: var(--sunken); border-radius: 8px; padding: 0.9rem 1rem; overflow-x: auto; line-height: 1.5; }
pre code { background: none; padding: 0; font-size: 1em; }
`;
