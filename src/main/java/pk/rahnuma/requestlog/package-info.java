/// Log of executed requests, so that a request that is sent again takes effect once and gets the same result.
///
/// An adapter says who sent a request and by which key ([LoggedRequest]);
/// [RequestLogService] executes its work. Updates of channels have a log of their own: the table
/// `seen`, in the transaction of their turn.
package pk.rahnuma.requestlog;
