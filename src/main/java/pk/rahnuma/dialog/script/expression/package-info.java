/// Conditions and values of scripts: CEL, with a faster evaluation of the simplest kinds.
package pk.rahnuma.dialog.script.expression;
