package pk.rahnuma.dialog.engine;

/// What the host knows of questions that people ask on their own account, in the middle of something else too. The
/// script of the command `ask` answers them. Asked within a step: quick, and the same each time.
public interface FaqMatcher {

    /// For a host that answers none.
    FaqMatcher NONE = new FaqMatcher() {
        @Override
        public boolean isAnswered(String text) {
            return false;
        }

        @Override
        public boolean isNear(String text) {
            return false;
        }
    };

    /// Whether it is surely a question that would be answered, so that a form may stop for it.
    boolean isAnswered(String text);

    /// Whether it may be one, where nothing else is expected: the script asks back.
    boolean isNear(String text);
}
