/// Steps of a single session: one handler for each kind of input, behind
/// [SessionEngine]. Used by [pk.rahnuma.dialog.engine.DialogEngine] and by forms.
package pk.rahnuma.dialog.engine.session;
