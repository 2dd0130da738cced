/// Turns: a message is read, answered and recorded in one commit, exactly once.
///
///     channel adapter → MessageIntake → TurnWorker → TurnBatchProcessor (lock → deduplicate → step → write) → commit
///     commit → acknowledgement of the adapter; DeliveryService → the adapter's MessageSender
///
/// A worker takes all queued messages and commits once for all of them. After an infrastructure failure the batch is
/// retried, and nothing is acknowledged. A fault of one message is isolated by processing each conversation alone; the
/// message is stored as a dead letter for staff ([DeadLetterService]). A message
/// whose chat cannot be opened is refused.
///
/// A file that a channel only announced is downloaded outside of turns
/// ([FileDownloadService] calls the adapter's
/// [FileDownloader]), and its outcome arrives as an input.
///
/// An action may delay its answer ([pk.rahnuma.dialog.model.Action.DelayedResult]). No worker waits for it: the replies
/// are committed at once with the time before which they must not be sent. Later replies carry the same time, so that
/// the order is kept.
///
/// Channel adapters use [pk.rahnuma.conversation.batch.MessageIntake]. It accepts nothing while a session would lose
/// the version of its script ([pk.rahnuma.conversation.batch.PinnedVersionService]) or the disk is full.
///
/// [pk.rahnuma.conversation.batch.TurnMetrics] counts turns, [pk.rahnuma.conversation.delivery.TurnTracing] traces
/// them, [TurnHealthIndicator] reports whether they are committed.
///
/// These packages depend on infrastructure only: scripts, applications and tickets reach them as
/// [pk.rahnuma.dialog.model.Action] beans.
package pk.rahnuma.conversation;
