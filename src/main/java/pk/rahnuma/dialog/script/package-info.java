/// Scripts and texts: read from files, checked as a whole, and from then on only used.
///
///     Sources sources = Sources.of(Path.of("bot-scripts"));
///     Library library = Library.load(sources, actions);   // or ScriptsInvalid: every problem, with its remedy
///     Script status = library.current("status");
///
/// [Library] holds the current scripts, and the older versions that sessions are pinned to by [Script#flow]. A
/// script is a tree of [Step]s, read by [StepReader] with the names known at each place ([Scope]); conditions
/// are compiled [Expression]s. [Texts] has all the words, by key and language. [ActionType] is what the loader
/// must know of an action. [Limits] bounds everything.
///
/// What an author writes is described in `docs/scripts.md`.
package pk.rahnuma.dialog.script;
