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
/// [pk.rahnuma.dialog.model.ConversationInput.Result].
///
/// **Answers are kept, the path is derived.** Which question is next is found by walking the script from the top over
/// the answers ([pk.rahnuma.dialog.journey.Journey]). To go back, to change an answer, to check all of them, to come
/// back after weeks are thereby one mechanism. An answer that is off today's path stays, and is not sent.
///
/// Where to find what:
///
/// * [pk.rahnuma.dialog.engine.DialogEngine]: the entry for chats. Several scripts of one person, drafts, menu,
///   language: [pk.rahnuma.dialog.model.ConversationState] in, [pk.rahnuma.dialog.engine.TurnResult] out;
///   [pk.rahnuma.dialog.engine.ConversationTurn] is such a turn under way and [pk.rahnuma.dialog.engine.SessionStack]
///   what runs and waits in it, [pk.rahnuma.dialog.render.MenuRenderer] what it offers by buttons,
///   [pk.rahnuma.dialog.engine.ExitCommandHandler] and [pk.rahnuma.dialog.engine.DraftReminderHandler] how forms are
///   left or waited for.
/// * [pk.rahnuma.dialog.engine.session.SessionEngine]: the entries for one session: `step` for a message, `fill` for a
///   form, `describe` for what an app should show ([pk.rahnuma.dialog.render.FormView]).
///   [pk.rahnuma.dialog.engine.session.SessionStep] is such a step under way,
///   [pk.rahnuma.dialog.engine.session.FormFiller] such a form; [pk.rahnuma.dialog.engine.session.TextInputHandler],
///   [pk.rahnuma.dialog.engine.session.ButtonTapHandler], [pk.rahnuma.dialog.engine.session.SessionCommandHandler],
///   [pk.rahnuma.dialog.engine.session.AnswerHandler] and [pk.rahnuma.dialog.engine.session.RepeatHandler] are what a
///   person can do at it.
/// * [pk.rahnuma.dialog.model.Session]: one run of one script, its [pk.rahnuma.dialog.model.StoredAnswer]s and what its
///   calls brought ([pk.rahnuma.dialog.model.CallResult]). [pk.rahnuma.dialog.journey.SessionMigration] carries it to a
///   newer version.
/// * [pk.rahnuma.dialog.model.ConversationInput]: all that can come in. [pk.rahnuma.dialog.model.Reply],
///   [pk.rahnuma.dialog.model.ReplyButton]: what is said, in plain text. [pk.rahnuma.dialog.render.CallbackData]: what
///   a button carries.
/// * [pk.rahnuma.dialog.render.PromptRenderer], [pk.rahnuma.dialog.render.SessionTextRenderer]: how a place in a script
///   becomes words. [pk.rahnuma.dialog.engine.session.CommandWordMatcher], [pk.rahnuma.dialog.model.GlobalCommand]:
///   what people may say everywhere.
/// * [pk.rahnuma.dialog.engine.FaqMatcher]: what the host would answer in the middle of a form.
/// * [pk.rahnuma.dialog.model.Action], [pk.rahnuma.dialog.model.ActionCall]: what a script asks its host for. *Reads*
///   may run again; *acts* run once, and bar the way back.
/// * [pk.rahnuma.dialog.model.FileFetch]: a file that its host is to bring, and which comes back as an
///   [pk.rahnuma.dialog.model.ConversationInput.Fetched]; [pk.rahnuma.dialog.engine.session.FileInputHandler] waits for
///   it.
/// * [pk.rahnuma.dialog.model.TrailEntry]: how people go through scripts, without saying who.
/// * `script`: scripts and texts as read and checked; its `EngineLimits` are all the bounds. `field`: the kinds of
///   answers. `transcript`: conversations as tests.
package pk.rahnuma.dialog;
