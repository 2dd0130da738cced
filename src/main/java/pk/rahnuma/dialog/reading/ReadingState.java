package pk.rahnuma.dialog.reading;

/// State of a conversation in which a message is read.
public enum ReadingState {
    /// A person without a language, for whom no script has run.
    NEW("new"),
    /// No script runs.
    MENU("menu"),
    /// A script waits for the answer to a question.
    QUESTION("question"),
    /// An answer to the current question is in doubt: a yes takes it.
    DOUBT("doubt"),
    /// The current question asks for a story.
    STORY("story"),
    /// A summary, a list of items or a list of answers is shown, or the script waits for a call.
    SUMMARY("summary");

    private final String title;

    ReadingState(String title) {
        this.title = title;
    }

    /// Heading of its column in the table of `docs/scripts.md`.
    public String title() {
        return title;
    }
}
