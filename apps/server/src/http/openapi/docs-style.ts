/** The look of the API's page: contents on the left, operations as rows that open. */
export const docsStyle = `
.layout { display: grid; grid-template-columns: 13rem minmax(0, 52rem); gap: clamp(1.5rem, 4vw, 4rem); max-width: 76rem; margin: 0 auto; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2.4rem 0; font-size: 0.9375rem; }
nav ul { list-style: none; margin: 0; padding: 0; } nav li { margin: 0.1rem 0; }
nav a { color: var(--ink-soft); text-decoration: none; display: block; padding: 0.2rem 0; }
nav a:hover { color: var(--accent); }
.brand { font-weight: 650; margin: 0 0 1rem; } small { color: var(--ink-faint); font-weight: 400; font-size: 0.85em; }
main { padding: 2rem 0 30vh; min-width: 0; }
h1 { font-size: 2rem; margin: 0 0 0.5rem; } .lead { color: var(--ink-soft); max-width: 40rem; }
h2 { font-size: 1.25rem; margin: 3rem 0 0.8rem; scroll-margin-top: 1.5rem; }
h3 { margin: 1rem 0 0.3rem; font-size: 0.8125rem; color: var(--ink-faint); font-weight: 600; }
details { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; margin: 0.4rem 0; scroll-margin-top: 1rem; }
details > :not(summary) { margin-inline: 1rem; }
summary { cursor: pointer; padding: 0.6rem 1rem; border-radius: 10px; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--sunken); }
.operation summary { display: grid; grid-template-columns: 4.2rem minmax(0, auto) minmax(9rem, 1fr); gap: 0.4rem 0.8rem; align-items: baseline; }
.method { font: 650 0.75rem/1.6 var(--mono); } .get { color: var(--info-text); } .post { color: var(--good-text); }
.patch { color: var(--warn-text); } .delete { color: var(--danger-text); }
.path { background: none; padding: 0; font-size: 0.875rem; } .summary { color: var(--ink-soft); font-size: 0.9375rem; text-align: end; }
.inside { border-top: 1px solid var(--line); padding-bottom: 1rem; font-size: 0.9375rem; }
.inside p { margin: 0.6rem 0; } .who { color: var(--ink-faint); }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: 0.3rem 1rem; margin: 0.6rem 0 1rem; font-size: 0.9375rem; }
dt, dd { margin: 0; } .choices > li { padding-left: 0.4rem; }
.answers { list-style: none; padding: 0; margin: 0; display: grid; gap: 0.35rem; }
.answers li { display: grid; grid-template-columns: 3rem minmax(0, 1fr); }
.status { font: 650 0.8125rem/1.9 var(--mono); color: var(--ink-faint); } .s2 { color: var(--good-text); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: start; padding: 0.45rem 1rem 0.45rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--ink-faint); font-weight: 600; font-size: 0.8125rem; } tr:target { background: var(--accent-soft); } [id^=shape-] { scroll-margin-top: 5rem; border-top: 1px solid var(--line); }
@media (max-width: 52rem) {
  .layout { display: block; } nav { position: static; padding: 1.5rem 0 0; max-height: none; }
  nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; } main { padding-top: 0.5rem; }
  .operation summary { grid-template-columns: 4.2rem minmax(0, 1fr); } .summary { grid-column: 2; text-align: start; }
}
`;
