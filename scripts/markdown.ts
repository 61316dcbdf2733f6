/** Turns the few forms of Markdown that the pages of help are written in into a page of HTML. */

/** A whole page; its looks are in help.css beside it. */
export const htmlPage = (title: string, markdown: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - Recourse for Excel</title>
<link rel="stylesheet" href="help.css">
</head>
<body>
<main>
${blocks(markdown)
  .map(blockHtml)
  .join('\n')
  .replace(/<(\/?)h2>/g, firstIsTitle())}
</main>
</body>
</html>
`;

/** The first heading is the page's title. */
function firstIsTitle(): (tag: string, closing: string) => string {
  let seen = 0;
  return (tag, closing) => ((seen += 1) <= 2 ? `<${closing}h1>` : tag);
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Blocks stand between blank lines; a block of code may have blank lines in it. */
const blocks = (markdown: string): readonly string[] =>
  markdown.match(/```[^]*?```|[^\n](?:[^\n]|\n(?!\n))*/g) ?? [];

function blockHtml(block: string): string {
  const heading = /^#+ (.*)/.exec(block);
  if (heading) return `<h2>${inline(heading[1] ?? '')}</h2>`;
  const code = /^```\w*\n([^]*?)\n```/.exec(block);
  if (code) return `<pre><code>${escaped(code[1] ?? '')}</code></pre>`;
  const lines = block.trim().split('\n');
  if (block.startsWith('|')) return tableHtml(lines);
  if (block.startsWith('- '))
    return `<ul>${lines.map((line) => `<li>${inline(line.replace(/^- /, ''))}</li>`).join('\n')}</ul>`;
  return `<p>${inline(lines.join(' '))}</p>`;
}

function tableHtml([head = '', , ...rows]: readonly string[]): string {
  const cells = (line: string, tag: string) =>
    line
      .replace(/^\| ?| ?\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => `<${tag}>${inline(cell.trim().replace(/\\\|/g, '|'))}</${tag}>`)
      .join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
  return `<table>\n<thead><tr>${cells(head, 'th')}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

const inline = (text: string): string =>
  escaped(text)
    .replace(/`([^`]*)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]*)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '<a href="$2">$1</a>');
