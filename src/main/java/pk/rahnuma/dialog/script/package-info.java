/// Scripts and texts: read from files, checked as a whole, and immutable afterwards.
///
///     ScriptSources sources = ScriptSources.readFiles(Path.of("bot-scripts"));
///     // throws InvalidScriptsException with every problem and its remedy
///     ScriptLibrary library = ScriptLibrary.loadChecked(sources, actions);
///     Script status = library.findCurrent("status");
///
/// [ScriptLibrary] holds the current scripts, and the older versions that sessions are
/// pinned to by [Script#flow]. A script is a tree of [ScriptStep]s, read by
/// [StepReader] with the names defined at each step
/// ([ScriptScope]); conditions are compiled
/// [ScriptExpression]s. [ScriptTexts] holds all texts, by key and language.
/// [ActionType] is the signature of an action. [EngineLimits] holds all limits.
///
/// `docs/scripts.md` describes the format for authors.
package pk.rahnuma.dialog.script;
