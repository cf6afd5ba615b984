// What a customer may tap when two finds compete: the documents by their titles, and by the heading
// of the find where titles alone would read the same.

export interface Subject {
  documentTitle: string;
  heading: string;
}

export function clarifyingLabels(subjects: readonly Subject[]): string[] {
  const titles = subjects.map(({ documentTitle }) => documentTitle);
  const alike = (title: string): boolean => titles.indexOf(title) !== titles.lastIndexOf(title);
  const labels = subjects.map(({ documentTitle, heading }) =>
    alike(documentTitle) && heading !== '' && heading !== documentTitle
      ? `${documentTitle}: ${heading}`
      : documentTitle,
  );
  return [...new Set(labels)];
}
