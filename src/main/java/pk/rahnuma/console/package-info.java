/// Web application of the staff, at `/desk`: pages rendered on the server, of which htmx replaces parts.
///
/// Micronaut Security filters every request: the [StaffAuthenticationFetcher] identifies the user ([ConsoleUser]), and
/// `@Secured` at the route names the permission that it needs ([PermissionNames]); the [RequestForgeryFilter] checks
/// that a page of the console sent it. A route without an annotation is closed to all. Each area of the console is a
/// package with its controllers and the records that its templates show. On an event that tickets changed
/// ([ConsoleEventsController]) pages load their content again.
package pk.rahnuma.console;
