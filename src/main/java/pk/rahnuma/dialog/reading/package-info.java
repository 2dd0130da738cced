/// Meanings of a typed message: [RequestReader] finds commands, scripts and
/// corrections in it.
package pk.rahnuma.dialog.reading;
