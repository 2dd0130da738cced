/// Loading and checking of scripts. [pk.rahnuma.dialog.script.loader.ScriptLibrary] is the result, which the engine and
/// the host use; the other classes are used while loading.
package pk.rahnuma.dialog.script.loader;
