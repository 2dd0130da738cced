/// The dialog engine: what a script, the answers so far and one input lead to. It knows no database, no network, no
/// clock; everything that goes in and out can be written as JSON.
///
/// A script asks for a name and says hello (its texts stand beside it, in three languages):
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
///     Library library = ScriptLibrary.loadChecked(sources, actions); // checks all, or throws InvalidScriptsException
///     DialogEngine talk = new DialogEngine(library);
///     EngineContext moment = new EngineContext(now, "en", "assistance", "web");
///
///     ConversationState before = new ConversationState("en", List.of(), List.of(), 0);
///     TurnResult asked = talk.turn(before, new ConversationInput.Tap("!start=hello", null), moment);
///     asked.replies();                                               // "Your name?"
///     TurnResult over = talk.turn(asked.conversation(), new ConversationInput.Text("Ayesha Khan"), moment);
///     over.replies();                                                // "Hello, Ayesha Khan."
///
/// The caller keeps the conversation between turns, sends the replies, and carries out the calls: each comes back as an
/// [ConversationInput.Result].
///
/// **Answers are kept, the path is derived.** Which question is next is found by walking the script from the top over
/// the answers ([Journey]). To go back, to change an answer, to check all of them, to come back after weeks are
/// thereby one mechanism. An answer that is off today's path stays, and is not sent.
///
/// Where to find what:
///
/// * [DialogEngine]: the entry for chats. Several scripts of one person, drafts, menu, language: [ConversationState]
///   in, [TurnResult] out; [ConversationTurn] is such a turn under way and [SessionStack] what runs and waits in it,
///   [MenuRenderer] what it offers by buttons, [ExitCommandHandler] and [DraftReminderHandler] how forms are left or
///   waited for.
/// * [SessionEngine]: the entries for one session: `step` for a message, `fill` for a form, `describe` for what an app
///   should show ([FormView]). [SessionStep] is such a step under way, [FormFiller] such a form; [TextInputHandler],
///   [ButtonTapHandler], [SessionCommandHandler], [AnswerHandler] and [RepeatHandler] are what a person can do at it.
/// * [Session]: one run of one script, its [StoredAnswer]s and what its calls brought ([CallResult]).
///   [SessionMigration] carries it to a newer version.
/// * [ConversationInput]: all that can come in. [Reply], [ReplyButton]: what is said, in plain text. [CallbackData]:
///   what a button carries.
/// * [PromptRenderer], [SessionTextRenderer]: how a place in a script becomes words. [CommandWordMatcher],
///   [GlobalCommand]: what people may say everywhere.
/// * [FaqMatcher]: what the host would answer in the middle of a form.
/// * [Action], [ActionCall]: what a script asks its host for. *Reads* may run again; *acts* run once, and bar the way
///   back.
/// * [FileFetch]: a file that its host is to bring, and which comes back as an [ConversationInput.Fetched];
///   [FileInputHandler] waits for it.
/// * [TrailEntry]: how people go through scripts, without saying who.
/// * `script`: scripts and texts as read and checked; its `EngineLimits` are all the bounds. `field`: the kinds of
///   answers. `transcript`: conversations as tests.
package pk.rahnuma.dialog;
