package pk.rahnuma.dialog.field;

/// A type of answer with its traits.
abstract class TypedField implements FieldType {

    private final FieldTraits traits;

    TypedField(FieldTraits traits) {
        this.traits = traits;
    }

    @Override
    public final FieldTraits traits() {
        return traits;
    }
}
