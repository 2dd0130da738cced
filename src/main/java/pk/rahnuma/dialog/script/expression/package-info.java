/// Conditions and values of scripts, in CEL.
package pk.rahnuma.dialog.script.expression;
