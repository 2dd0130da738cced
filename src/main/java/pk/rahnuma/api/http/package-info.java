/// HTTP support that the API, the chat page and the console share: limits of the server, the origin of requests,
/// security headers, templates and static files.
package pk.rahnuma.api.http;
