package pk.rahnuma.cli.terminal;

/// Text for a terminal. Control characters from users cannot reach the terminal.
public final class TerminalOutput {
    private final StringBuilder text = new StringBuilder();

    /// Adds a line; control characters in it become spaces.
    public void addLine(String format, Object... values) {
        String line = format.formatted(values);
        line.codePoints()
                .map(c -> c == '\n' || !Character.isISOControl(c) ? c : ' ')
                .forEach(text::appendCodePoint);
        text.append(System.lineSeparator());
    }

    /// All lines so far.
    public String toText() {
        return text.toString();
    }
}
