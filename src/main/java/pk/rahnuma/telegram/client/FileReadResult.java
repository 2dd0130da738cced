package pk.rahnuma.telegram.client;

/// Result of reading a file.
sealed interface FileReadResult {

    record Content(byte[] content) implements FileReadResult {}

    record TooLarge() implements FileReadResult {}

    /// @param reason without personal data
    record Unavailable(String reason) implements FileReadResult {}
}
