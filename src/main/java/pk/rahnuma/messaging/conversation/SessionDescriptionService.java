package pk.rahnuma.messaging.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Describes persons' progress for domain packages. The conversation package implements it.
@FunctionalInterface
public interface SessionDescriptionService {

    /// Sessions of each conversation: running ones first, the active one at the start, then drafts, newest first; one
    /// query.
    Map<Long, List<SessionState>> describeSessions(Collection<Long> conversations, Instant now);

    /// A session.
    ///
    /// @param script its name
    /// @param title in the person's language
    /// @param runs false for a draft
    /// @param at key of the current step
    /// @param asks the current question, in the person's language; empty when there is none
    /// @param tries failed there
    /// @param position of the question, counted from 1, of `total`
    /// @param since when the person last moved it forward
    record SessionState(
            String script,
            String title,
            boolean runs,
            String at,
            String asks,
            int tries,
            int position,
            int total,
            Instant since,
            List<GivenAnswer> answers) {

        /// Copy with each answer formatted for display.
        public SessionState withAnswers(UnaryOperator<String> shown) {
            List<GivenAnswer> given = answers.stream()
                    .map(one -> new GivenAnswer(one.key(), one.label(), shown.apply(one.value())))
                    .toList();
            return new SessionState(script, title, runs, at, asks, tries, position, total, since, given);
        }
    }

    /// An answer, in the person's language.
    ///
    /// @param value masked where it is sensitive
    record GivenAnswer(String key, String label, String value) {}
}
