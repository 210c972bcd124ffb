/** Names in the order of their characters, as web servers list them: `frame_10` before `frame_2`. */
const asListed = (names: readonly string[]) => [...names].sort();

const clutter = { before: 'calibration/', after: 'readme.txt' };

/** nginx's autoindex (ngx_http_autoindex_module, format html). */
export function nginxIndex(path: string, names: readonly string[]): string {
  const line = (name: string) => `<a href="${encodeURI(name)}">${name}</a>${' '.repeat(20)}01-Nov-2026 10:00                1234`;
  return `<html>\r\n<head><title>Index of ${path}</title></head>\r\n<body>\r\n<h1>Index of ${path}</h1><hr><pre><a href="../">../</a>\r\n${[clutter.before, ...asListed(names), clutter.after].map(line).join('\r\n')}\r\n</pre><hr></body>\r\n</html>\r\n`;
}

/** Apache's mod_autoindex with FancyIndexing and HTMLTable: links that sort come first. */
export function apacheIndex(path: string, names: readonly string[]): string {
  const row = (name: string) =>
    `<tr><td valign="top"><img src="/icons/image2.gif" alt="[IMG]"></td><td><a href="${encodeURI(name)}">${name}</a></td><td align="right">2026-11-01 10:00  </td><td align="right">1.2K</td><td>&nbsp;</td></tr>`;
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>Index of ${path}</title>\n </head>\n <body>\n<h1>Index of ${path}</h1>\n  <table>\n   <tr><th valign="top"><img src="/icons/blank.gif" alt="[ICO]"></th><th><a href="?C=N;O=D">Name</a></th><th><a href="?C=M;O=A">Last modified</a></th><th><a href="?C=S;O=A">Size</a></th></tr>\n<tr><td valign="top"><img src="/icons/back.gif" alt="[PARENTDIR]"></td><td><a href="/open/">Parent Directory</a></td><td>&nbsp;</td></tr>\n${[clutter.before, ...asListed(names), clutter.after].map(row).join('\n')}\n</table>\n<address>Apache/2.4 Server</address>\n</body></html>\n`;
}

/** Python's `http.server` (Lib/http/server.py, `list_directory`). */
export function pythonIndex(path: string, names: readonly string[]): string {
  const line = (name: string) => `<li><a href="${encodeURI(name)}">${name}</a></li>`;
  return `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Directory listing for ${path}</title>\n</head>\n<body>\n<h1>Directory listing for ${path}</h1>\n<hr>\n<ul>\n${[clutter.before, ...asListed(names), clutter.after].map(line).join('\n')}\n</ul>\n<hr>\n</body>\n</html>\n`;
}

/** How many keys a page of the S3 listing holds. */
const s3PageSize = 5;

/** S3's ListObjectsV2 (Amazon S3 API reference): one page; `token` is the one of the page before, null for the first. */
export function s3Listing(bucket: string, prefix: string, names: readonly string[], token: string | null): string {
  const keys = asListed(names).map((name) => prefix + name);
  const start = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString());
  const page = keys.slice(start, start + s3PageSize);
  const isTruncated = start + s3PageSize < keys.length;
  const next = Buffer.from(String(start + s3PageSize)).toString('base64url');
  const contents = page.map((key) => `<Contents><Key>${key}</Key><LastModified>2026-11-01T10:00:00.000Z</LastModified><Size>1234</Size></Contents>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${prefix}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${s3PageSize}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}${contents.join('')}</ListBucketResult>`;
}
