/// What the desk says: the scripts that are loaded, their versions, answers to questions, and notices in the words of
/// the texts.
package pk.rahnuma.script;
