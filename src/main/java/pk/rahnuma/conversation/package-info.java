/// The turn: a message is read, answered and recorded in one commit, exactly once.
///
///     door → MessageIntake → TurnWorker → TurnBatchProcessor (lock → seen → step → write) → commit → the door's
/// acknowledgement
///                                                                          ↘ delivery → the door's Sender
///
/// A runner takes what has piled up and commits once for all of it. A fault of the machine fails the batch and nothing
/// is acknowledged; a fault of one message is found by working on each conversation alone, and parked, for staff to see
/// to ([pk.rahnuma.conversation.deadletter.DeadLetterService]); one whose chat cannot even be opened is refused.
///
/// A file that a door only announced is fetched outside of turns ([pk.rahnuma.conversation.file.FileDownloadService] →
/// the door's [pk.rahnuma.conversation.file.FileDownloader]), and comes back as an input.
///
/// An action may want its answer held back ([pk.rahnuma.dialog.model.Action.DelayedResult]). No runner waits for that:
/// what is said is committed at once and carries the time before which nobody may hear it. What is said after it
/// carries it too, so that the order stays.
///
/// Doors find the intake behind [pk.rahnuma.conversation.worker.GuardedMessageIntake], which lets nothing in while a
/// session would be torn from the version of its script ([pk.rahnuma.conversation.batch.PinnedVersionService]).
///
/// [pk.rahnuma.conversation.batch.TurnMetrics] counts what happens here, [pk.rahnuma.conversation.metrics.TurnTracing]
/// follows it, [pk.rahnuma.conversation.worker.TurnHealthIndicator] says whether it goes on.
///
/// The hall knows only the ground: scripts, applications and tickets reach it as [pk.rahnuma.dialog.model.Action]
/// beans.
package pk.rahnuma.conversation;
