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
///     Library library = Library.load(sources, actions);   // checks all, or throws ScriptsInvalid
///     Talk talk = new Talk(library);
///     Moment moment = new Moment(now, "en", "assistance", "web");
///
///     Conversation before = new Conversation("en", List.of(), List.of(), 0);
///     Turned asked = talk.turn(before, new Input.Tap("!start=hello", null), moment);
///     asked.replies();                                               // "Your name?"
///     Turned over = talk.turn(asked.conversation(), new Input.Text("Ayesha Khan"), moment);
///     over.replies();                                                // "Hello, Ayesha Khan."
///
/// The caller keeps the conversation between turns, sends the replies, and carries out the calls: each comes back as an
/// [Input.Result].
///
/// **Answers are kept, the path is derived.** Which question is next is found by walking the script from the top over
/// the answers ([Path]). To go back, to change an answer, to check all of them, to come back after weeks are
/// thereby one mechanism. An answer that is off today's path stays, and is not sent.
///
/// Where to find what:
///
/// * [Talk]: the entry for chats. Several scripts of one person, drafts, menu, language: [Conversation] in,
///   [Turned] out; [Chat] is such a turn under way and [Sessions] what runs and waits in it, [Offers] what it offers by
///   buttons, [WaysOut] and [Reminding] how forms are left or waited for.
/// * [Dialog]: the entries for one session: `step` for a message, `fill` for a form, `describe` for what an app should
///   show ([Form]). [Move] is such a step under way, [Filling] such a form; [Typing], [Tapping], [Commands],
///   [Answering] and [Items] are what a person can do at it.
/// * [Session]: one run of one script, its [Answer]s and what its calls brought ([Kept]). [Migration] carries it
///   to a newer version.
/// * [Input]: all that can come in. [Reply], [Button]: what is said, in plain text. [Taps]: what a button carries.
/// * [Prompt], [Voice]: how a place in a script becomes words. [Words], [Command]: what people may say everywhere.
/// * [Questions]: what the host would answer in the middle of a form.
/// * [Action], [Call]: what a script asks its host for. *Reads* may run again; *acts* run once, and bar the way back.
/// * [Fetch]: a file that its host is to bring, and which comes back as an [Input.Fetched]; [Filing] waits for it.
/// * [Trail]: how people go through scripts, without saying who.
/// * `script`: scripts and texts as read and checked; its `Limits` are all the bounds. `field`: the kinds of answers.
///   `transcript`: conversations as tests.
package pk.rahnuma.dialog;
