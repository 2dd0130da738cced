/// Scripts and texts: read from files, checked as a whole, and from then on only used.
///
///     ScriptSources sources = ScriptSources.readFiles(Path.of("bot-scripts"));
///     ScriptLibrary library = ScriptLibrary.loadChecked(sources, actions); // or InvalidScriptsException: every
/// problem, with
/// its remedy
///     Script status = library.current("status");
///
/// [pk.rahnuma.dialog.script.loader.ScriptLibrary] holds the current scripts, and the older versions that sessions are
/// pinned to by [Script#flow]. A script is a tree of [ScriptStep]s, read by
/// [pk.rahnuma.dialog.script.loader.StepReader] with the names known at each place
/// ([pk.rahnuma.dialog.script.loader.ScriptScope]); conditions are compiled
/// [pk.rahnuma.dialog.script.expression.ScriptExpression]s. [ScriptTexts] has all the words, by key and language.
/// [ActionType] is what the loader must know of an action. [EngineLimits] bounds everything.
///
/// What an author writes is described in `docs/scripts.md`.
package pk.rahnuma.dialog.script;
