/// Scripts and texts: read from files, checked as a whole, and immutable afterwards.
///
///     ScriptSources sources = ScriptSources.readFiles(Path.of("bot-scripts"));
///     // throws InvalidScriptsException with every problem and its remedy
///     ScriptLibrary library = ScriptLibrary.loadChecked(sources, actions);
///     Script status = library.findCurrent("status");
///
/// [pk.rahnuma.dialog.script.loader.ScriptLibrary] holds the current scripts, and the older versions that sessions are
/// pinned to by [Script#flow]. A script is a tree of [ScriptStep]s, read by
/// [pk.rahnuma.dialog.script.loader.StepReader] with the names defined at each step
/// ([pk.rahnuma.dialog.script.loader.ScriptScope]); conditions are compiled
/// [pk.rahnuma.dialog.script.expression.ScriptExpression]s. [ScriptTexts] holds all texts, by key and language.
/// [ActionType] is the signature of an action. [EngineLimits] holds all limits.
///
/// `docs/scripts.md` describes the format for authors.
package pk.rahnuma.dialog.script;
