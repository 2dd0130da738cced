/// The kinds of answers: a closed set, a file each, all of one shape ([FieldType]).
///
///     FieldType cnic = FieldTypes.named("cnic");
///     cnic.read("35202 1234567 1", ask);     // Accepted("3520212345671")
///     cnic.read("35202", ask);               // Refused(length, count 5)
///     cnic.mask("3520212345671", ask);       // 35202-•••••••-1
///
/// A type makes what was typed plain first ([Plain]), then accepts, doubts, takes in part or refuses it
/// ([Reading]). What it may look at is in the [Ask]; a type keeps nothing. Its problems are codes, worded in
/// `texts/<language>/errors.yaml`.
///
/// [Menu] serves the types with options, [Lengths] those of free text, [AddressScan] and [Addresses] the
/// network addresses, [Masks] those that hide.
package pk.rahnuma.dialog.field;
