/// Field types: a closed set of answer types, a file each, all of the same shape ([FieldType]).
///
///     FieldType cnic = FieldTypeRegistry.findByName("cnic");
///     cnic.parseAnswer("35202 1234567 1", ask); // Accepted("3520212345671")
///     cnic.parseAnswer("35202", ask);        // Refused(length, count 5)
///     cnic.maskValue("3520212345671", ask);  // 35202-•••••••-1
///
/// A type first normalises the text ([TextNormaliser]), then accepts, doubts, partly accepts or refuses it
/// ([FieldParseResult]). It reads only the [FieldContext], and stores nothing. Its problems are codes, with texts in
/// `texts/<language>/errors.yaml`.
///
/// [OptionMatcher] serves the types with options, [LengthRule] free text,
/// [IpAddressExtractor] and [IpAddresses] network
/// addresses, [ValueMasker] sensitive types.
package pk.rahnuma.dialog.field;
