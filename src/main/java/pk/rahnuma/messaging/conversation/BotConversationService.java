package pk.rahnuma.messaging.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import pk.rahnuma.dialog.model.Reply;

/// The bot, as a room sees it that gives it a conversation back, or wants to know where somebody stands with it. The
/// hall has one.
public interface BotConversationService {

    /// Says this and goes on where it was, in the transaction that runs. The caller holds the conversation's lock.
    ///
    /// @return why it cannot go on, in a line for staff, and then the caller rolls back; empty when it does
    Optional<String> resumeConversation(long conversation, Reply said, Instant now);

    /// What runs in each conversation, the one that speaks first, then what was set aside, the newest first; one query.
    Map<Long, List<SessionState>> describeSessions(Collection<Long> conversations, Instant now);

    /// A session.
    ///
    /// @param script its name
    /// @param title in the person's language
    /// @param runs false when it was set aside
    /// @param at the key of the place it waits at
    /// @param asks the question there, in the person's language; empty when none waits
    /// @param tries failed there
    /// @param position of the question, counted from 1, of `total`
    /// @param since when the person last moved it on
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

        /// The same with each answer as it is to be shown.
        public SessionState withAnswers(UnaryOperator<String> shown) {
            List<GivenAnswer> given = answers.stream()
                    .map(one -> new GivenAnswer(one.key(), one.label(), shown.apply(one.value())))
                    .toList();
            return new SessionState(script, title, runs, at, asks, tries, position, total, since, given);
        }
    }

    /// An answer that was given, in the person's language.
    ///
    /// @param value masked where it is sensitive
    record GivenAnswer(String key, String label, String value) {}
}
