package pk.rahnuma.cli.terminal;

/// Lines for a terminal. What people wrote cannot steer it.
public final class TerminalOutput {
    private final StringBuilder text = new StringBuilder();

    /// One more line; what would steer the terminal is a space in it.
    public void addLine(String format, Object... values) {
        String line = format.formatted(values);
        line.codePoints()
                .map(c -> c == '\n' || !Character.isISOControl(c) ? c : ' ')
                .forEach(text::appendCodePoint);
        text.append(System.lineSeparator());
    }

    /// A title, after an empty line.
    public void addHeading(String title) {
        text.append(System.lineSeparator());
        addLine("%s", title);
    }

    /// All lines until now.
    public String toText() {
        return text.toString();
    }
}
