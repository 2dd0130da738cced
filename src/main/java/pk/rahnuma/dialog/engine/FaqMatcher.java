package pk.rahnuma.dialog.engine;

/// Matches questions of people, also in the middle of a form. The script of the command `ask` answers them. Called
/// within a step: must be fast and deterministic.
public interface FaqMatcher {

    /// For a host without answers.
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

    /// True when it is certainly a question with an answer.
    boolean isAnswered(String text);

    /// True when it is certainly a question for whose answer a form may be interrupted.
    default boolean interruptsForm(String text) {
        return isAnswered(text);
    }

    /// True when it is certainly one question, whose answer leads to this script.
    default boolean leadsTo(String text, String script) {
        return false;
    }

    /// True when it may be a question, where no other input is expected: the script asks for confirmation.
    boolean isNear(String text);
}
