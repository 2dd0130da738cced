/// The protocol that API, pages and console share: origin of requests, security headers, settings of the server,
/// problem documents (RFC 9457), entity tags, cursors of lists, templates and static files, and requests that take
/// effect once however often they are sent ([IdempotentRequests]).
@NullMarked
package pk.rahnuma.http;

import io.micronaut.core.annotation.NullMarked;
