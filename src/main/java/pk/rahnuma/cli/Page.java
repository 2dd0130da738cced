package pk.rahnuma.cli;

/// Lines for a terminal. What people wrote cannot steer it.
final class Page {
    private final StringBuilder text = new StringBuilder();

    void line(String format, Object... values) {
        String line = format.formatted(values);
        line.codePoints()
                .map(c -> c == '\n' || !Character.isISOControl(c) ? c : ' ')
                .forEach(text::appendCodePoint);
        text.append(System.lineSeparator());
    }

    void head(String title) {
        text.append(System.lineSeparator());
        line("%s", title);
    }

    String text() {
        return text.toString();
    }
}
