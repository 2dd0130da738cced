/// The kinds of answers: a closed set, a file each, all of one shape ([FieldType]).
///
///     FieldType cnic = FieldTypeRegistry.findByName("cnic");
///     cnic.parseAnswer("35202 1234567 1", ask); // Accepted("3520212345671")
///     cnic.parseAnswer("35202", ask);        // Refused(length, count 5)
///     cnic.maskValue("3520212345671", ask);  // 35202-•••••••-1
///
/// A type makes what was typed plain first ([TextNormaliser]), then accepts, doubts, takes in part or refuses it
/// ([FieldParseResult]). What it may look at is in the [FieldContext]; a type keeps nothing. Its problems are codes,
/// worded in `texts/<language>/errors.yaml`.
///
/// [pk.rahnuma.dialog.field.choice.OptionMatcher] serves the types with options, [LengthRule] those of free text,
/// [pk.rahnuma.dialog.field.network.IpAddressExtractor] and [pk.rahnuma.dialog.field.network.IpAddresses] the network
/// addresses, [ValueMasker] those that hide.
package pk.rahnuma.dialog.field;
