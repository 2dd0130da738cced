/// Dialog engine: computes the result of one input from a script and the answers so far. It uses no database, no
/// network and no clock; all inputs and results can be written as JSON.
///
/// This script asks for a name and says hello (its texts are in separate files, in three languages):
///
///     script: hello
///     menu: 1
///     steps:
///       - ask: name
///         type: name
///       - end: greeted                 # "Hello, {name}."
///
/// A person goes through it:
///
///     ScriptLibrary library = ScriptLibrary.loadChecked(sources, actions); // or throws InvalidScriptsException
///     DialogEngine engine = new DialogEngine(library);
///     EngineContext context = new EngineContext(now, "en", "assistance", "web");
///
///     ConversationState before = new ConversationState("en", List.of(), List.of(), 0);
///     TurnResult asked = engine.processTurn(before, new ConversationInput.Tap("!start=hello", null), context);
///     asked.replies();                                               // "Your name?"
///     ConversationInput answer = new ConversationInput.Text("Ayesha Khan");
///     TurnResult over = engine.processTurn(asked.conversation(), answer, context);
///     over.replies();                                                // "Hello, Ayesha Khan."
///
/// The caller stores the conversation between turns, sends the replies, and executes the calls: each result is passed
/// back as an [pk.rahnuma.dialog.model.ConversationInput.Result].
///
/// **Answers are stored, the journey is derived.** The engine finds the next question by walking the script from the
/// top over the answers ([pk.rahnuma.dialog.journey.Journey]). Going back, changing an answer, checking all of them and
/// resuming after weeks are therefore one mechanism. An answer that is not on the current journey is kept, and not
/// submitted.
///
/// Contents:
///
/// * `model`: values that go in and out: [pk.rahnuma.dialog.model.ConversationState],
///   [pk.rahnuma.dialog.model.Session], [pk.rahnuma.dialog.model.ConversationInput], [pk.rahnuma.dialog.model.Reply],
///   and [pk.rahnuma.dialog.model.Action], which a script calls. *Queries* may run again; *mutations* run once, and
///   people cannot go back before them.
/// * `understanding`: a text is read once, as an [pk.rahnuma.dialog.understanding.Utterance] over the
///   [pk.rahnuma.dialog.understanding.Lexicon] of all phrases and words.
/// * `engine`: [pk.rahnuma.dialog.engine.DialogEngine], the entry for chats: several scripts of one person, drafts,
///   menu, language. [pk.rahnuma.dialog.engine.ConversationTurn] is a turn in progress,
///   [pk.rahnuma.dialog.engine.SessionStack] its running and waiting sessions.
/// * `engine.session`: [pk.rahnuma.dialog.engine.session.SessionEngine], the entries for one session: `applyInput` for
///   a message, `fillForm` for a form, `describeForm` for an app's display. Its handlers are named after the inputs
///   that they handle.
///
///   `TextInputHandler` reads a typed text and follows one of its readings, which `ConversationReadings` and
///   `SessionReadings` find. A new meaning is a new row of the policy, [pk.rahnuma.dialog.engine.reading.ReadingKind].
/// * `engine.reading`: commands, scripts and corrections that a text asks for, and its act, by a port that the host
///   implements.
/// * `journey`: the walk over a script, its conditions, and the migration of sessions to a newer version.
/// * `render`: prompts, menus, forms and button data.
/// * `script`: scripts and texts, loaded and checked; `EngineLimits` holds all limits.
/// * `field`: the types of answers.
/// * `transcript`: conversations as tests.
package pk.rahnuma.dialog;
