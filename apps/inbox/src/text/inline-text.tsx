import { Fragment } from 'react';
import { type Inline, parseLinks } from './inline.ts';

/** A small tree of inline marks, as elements. Its parts never change places, so an index is a key. */
export function InlineText({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, index) => {
    const key = `${index}-${part.kind}`;
    switch (part.kind) {
      case 'text':
        return <Fragment key={key}>{part.text}</Fragment>;
      case 'code':
        return (
          <code key={key} className="rounded-sm bg-sunken px-1 py-px font-mono text-[0.92em]">
            {part.text}
          </code>
        );
      case 'strong':
        return (
          <strong key={key} className="font-semibold">
            <InlineText parts={part.inside} />
          </strong>
        );
      case 'emphasis':
        return (
          <em key={key}>
            <InlineText parts={part.inside} />
          </em>
        );
      case 'link':
        return (
          <a
            key={key}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer"
            className="break-words text-accent-text underline underline-offset-2"
          >
            <InlineText parts={part.inside} />
          </a>
        );
    }
  });
}

/** What a person wrote: their lines and their links, nothing more. */
export function WrittenText({ text }: { text: string }) {
  return (
    <p dir="auto" className="break-words whitespace-pre-wrap">
      <InlineText parts={parseLinks(text)} />
    </p>
  );
}
