/** Pages of HTML from the Markdown in docs/: help on each function, and what a site says of itself. */
import { marked } from 'marked';

/** A whole page; its title is its first heading, its looks are in help.css at the address given. */
export function htmlPage(markdown, looks) {
  const title = /^# (.*)/.exec(markdown)?.[1] ?? '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Recourse for Excel</title>
<link rel="stylesheet" href="${looks}">
</head>
<body>
<main>
${marked.parse(markdown)}</main>
</body>
</html>
`;
}

/** A page a function, cut from docs/functions.md, by the names of their files. */
export const helpPages = (markdown) =>
  new Map(
    markdown
      .split(/^(?=## )/m)
      .slice(1)
      .map((part) => [
        `${/^## (\S+)/.exec(part)?.[1]}.html`,
        htmlPage(part.replace('## ', '# '), 'help.css'),
      ]),
  );
