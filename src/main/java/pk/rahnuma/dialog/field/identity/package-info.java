/// Field types of identity numbers: CNIC, NTN, STRN, SECP number and subscriber ID. Used through
/// [pk.rahnuma.dialog.script.FieldTypeRegistry].
package pk.rahnuma.dialog.field.identity;
