import { Parser } from 'htmlparser2';

/**
 * The targets of all links in a page, as they were written (entities decoded). nginx, Apache and Python's http.server
 * all list a folder as `<a href="…">`; what surrounds the links differs and is not looked at.
 */
export function readHtmlLinks(html: string): string[] {
  const links: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'a' && attributes['href'] !== undefined) links.push(attributes['href']);
    },
  });
  parser.end(html);
  return links;
}
