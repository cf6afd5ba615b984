/** The one line of HTML that puts the widget on a page. */
export function installLine(origin: string, widgetKey: string): string {
  return `<script async src="${origin}/widget.js" data-baton="${widgetKey}"></script>`;
}
