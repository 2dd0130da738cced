/// Field types of options and countries, with the matching of typed answers. Used through
/// [pk.rahnuma.dialog.script.FieldTypeRegistry].
package pk.rahnuma.dialog.field.choice;
