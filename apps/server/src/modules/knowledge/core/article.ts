// What every kind of document becomes before it is cut into passages.

export interface Section {
  /** Headings above this section's own, outermost first; the article's title is not among them. */
  trail: string[];
  /** Empty for what stands before the first heading. */
  heading: string;
  /** The section's own text without its heading and without its subsections. */
  markdown: string;
}

export interface Article {
  title: string;
  url: string | null;
  sections: Section[];
}

/** The article as one Markdown text: what a person is shown as "what the AI sees". */
export function articleMarkdown(article: Article): string {
  const parts = [`# ${article.title}`];
  for (const section of article.sections) {
    if (section.heading && section.heading !== article.title)
      parts.push(`${'#'.repeat(Math.min(6, section.trail.length + 2))} ${section.heading}`);
    if (section.markdown.trim()) parts.push(section.markdown.trim());
  }
  return `${parts.join('\n\n')}\n`;
}
