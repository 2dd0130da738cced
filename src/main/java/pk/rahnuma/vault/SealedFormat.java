package pk.rahnuma.vault;

/// Format of sealed values, which says what they are bound to: the setting `RAHNUMA_SEALED_FORMAT`.
public enum SealedFormat {
    /// Bound to subject and field, as by nodes of the previous version, which can therefore read new values. Both
    /// formats are read.
    FIELD("1"),
    /// Bound to subject, table, column and row. Both formats are read.
    ROW("2"),
    /// Bound to the row; only this format is read. For use once all values are bound.
    ROW_ALONE("2-only");

    private final String word;

    SealedFormat(String word) {
        this.word = word;
    }

    /// Value of the setting.
    public String settingValue() {
        return word;
    }

    /// @throws IllegalArgumentException when it is not one of the values
    static SealedFormat parseSetting(String word) {
        for (SealedFormat format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
