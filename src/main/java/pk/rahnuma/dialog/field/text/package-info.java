/// Field types of text, names, numbers, dates, phone numbers and e-mail addresses. Used through
/// [pk.rahnuma.dialog.script.FieldTypeRegistry].
package pk.rahnuma.dialog.field.text;
