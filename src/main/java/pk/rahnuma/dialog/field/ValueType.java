package pk.rahnuma.dialog.field;

/// Type of a stored value, as conditions see it. A question without an answer counts as the empty value.
public enum ValueType {
    TEXT(""),
    NUMBER(0L),
    TRUTH(false),
    LIST(java.util.List.of());

    private final Object empty;

    ValueType(Object empty) {
        this.empty = empty;
    }

    /// Value of an unanswered question in a condition.
    public Object emptyValue() {
        return empty;
    }
}
