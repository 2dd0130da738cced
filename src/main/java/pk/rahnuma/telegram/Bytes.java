package pk.rahnuma.telegram;

/// What came of reading a file.
sealed interface Bytes {

    record All(byte[] content) implements Bytes {}

    record TooMany() implements Bytes {}

    /// @param reason without personal data
    record None(String reason) implements Bytes {}
}
