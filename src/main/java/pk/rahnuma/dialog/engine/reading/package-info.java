/// Meanings of a typed message: [pk.rahnuma.dialog.engine.reading.RequestReader] finds commands, scripts and
/// corrections in it.
package pk.rahnuma.dialog.engine.reading;
