/// Tickets: what a human must answer.
///
/// A ticket has a number like an application's reference that begins with `T`. [Open] and [Add] are what scripts ask
/// for; [Tickets] is where staff answer.
package pk.rahnuma.support;
