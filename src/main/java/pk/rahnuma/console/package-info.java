/// The console of staff, at `/desk`: pages written on the server, of which htmx exchanges parts.
///
/// Whoever asks passes the [ConsoleSecurityFilter] first: it finds out who it is ([ConsoleUser]), and looks at the
/// right that the route [RequiresPermission]. A route that says nothing is for nobody. The parts of the console are
/// packages of their own; each has controllers, which translate, and the records that its templates show. What pages
/// are made with is in [pk.rahnuma.console.page].
package pk.rahnuma.console;
