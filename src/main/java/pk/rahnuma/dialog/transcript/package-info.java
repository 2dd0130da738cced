/// Conversations written down as they should go, and a person played from them.
///
///     - test: who is not content gets a ticket
///       language: en
///       chat:
///         - start: feedback
///         - bot: "Did the desk help you?"
///         - tap: "It did not"
///
/// [ScriptTranscript] reads them, [TranscriptRunner] plays one and stops at the first line that goes otherwise.
/// [ConversationSimulator] is the desk around the engine, in memory: it answers calls as [GivenResults] says, moves the
/// clock, and writes everything to JSON and reads it back between any two inputs. `scripts play` chats with it.
package pk.rahnuma.dialog.transcript;
