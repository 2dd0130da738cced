/// Guards of HTTP connections, for all routes of the server: content and deadlines of request heads, size and rate of
/// bodies, and numbers of connections. A rejection is a problem document and the last response on its connection. A
/// route with a body of another size says so by [BodyLimit].
package pk.rahnuma.http.guard;
