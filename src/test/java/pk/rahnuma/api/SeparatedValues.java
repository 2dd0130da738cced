package pk.rahnuma.api;

import java.util.stream.Stream;

/// Values of tests, several in a line.
public final class SeparatedValues {
    private SeparatedValues() {}

    /// Splits a text at its bars.
    ///
    /// @param others values with a bar, or with white space at an end
    public static Stream<String> split(String text, String... others) {
        return Stream.concat(Stream.of(text.split(" \\|\\s")), Stream.of(others));
    }
}
