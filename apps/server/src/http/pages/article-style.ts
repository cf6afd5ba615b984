/** How an article reads: one column, room to breathe, tables and code that scroll by themselves. */
export const articleStyle = `
main { max-width: 44rem; margin: clamp(1rem, 6vw, 4rem) auto; }
article {
  background: var(--surface); border: 1px solid var(--line); border-radius: 16px;
  padding: clamp(1.25rem, 5vw, 3rem);
}
article header h1 { font-size: clamp(1.6rem, 5vw, 2.15rem); margin: 0 0 1.5rem; }
article h1 { font-size: 1.6rem; } article h2 { font-size: 1.3rem; margin-top: 2.2em; }
article h3 { font-size: 1.1rem; margin-top: 1.8em; }
article > :last-child { margin-bottom: 0; }
article img { max-width: 100%; height: auto; border-radius: 8px; }
article table { display: block; overflow-x: auto; border-collapse: collapse; font-size: 0.95em; }
article table, article pre { margin: 1.4rem 0; }
article li:has(> input) { list-style: none; margin-inline-start: -1.4em; }
article th, article td { border-bottom: 1px solid var(--line); padding: 0.5rem 0.9rem 0.5rem 0; text-align: start; vertical-align: top; }
article th { color: var(--ink-soft); font-weight: 600; white-space: nowrap; }
article blockquote { margin: 1.2rem 0; padding: 0.1rem 0 0.1rem 1rem; border-inline-start: 3px solid var(--accent); color: var(--ink-soft); }
article li { margin: 0.25rem 0; } article li > input { margin: 0 0.5em 0 0; }
article hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
article [data-footnotes] { font-size: 0.9em; color: var(--ink-soft); }
footer { color: var(--ink-faint); font-size: 0.875rem; padding: 1rem clamp(0rem, 5vw, 3rem) 3rem; }
.sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 34rem) {
  body { background: var(--surface); } article { border: 0; border-radius: 0; padding: 0; }
  footer { padding-inline: 0; }
}
`;
