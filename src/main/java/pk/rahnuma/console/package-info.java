/// Web application of the staff, at `/desk`: pages rendered on the server, of which htmx replaces parts.
///
/// Every request passes the [ConsoleSecurityFilter] first: it identifies the user ([ConsoleUser]) and checks the
/// permission that the route [RequiresPermission]. A route without an annotation is closed to all. Each area of the
/// console is a package with its controllers and the records that its templates show. Shared parts of pages are in
/// [pk.rahnuma.console.page].
package pk.rahnuma.console;
