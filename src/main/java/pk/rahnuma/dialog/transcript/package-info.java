/// Transcripts: conversations written down as they should go, and played as tests.
///
///     - test: an unsatisfied person gets a ticket
///       language: en
///       chat:
///         - start: feedback
///         - bot: "Did the desk help you?"
///         - tap: "It did not"
///
/// [ScriptTranscript] reads them, [TranscriptRunner] plays one and stops at the first difference.
/// [ConversationSimulator] is the host of the engine, in memory: it answers calls from [GivenResults], moves the clock,
/// and writes everything to JSON and reads it back between every two inputs. `scripts play` chats with it.
package pk.rahnuma.dialog.transcript;
