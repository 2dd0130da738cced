package pk.rahnuma.conversation.batch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.messaging.conversation.ConversationListener;

/// Questions at which one conversation failed too often, and those that it then answered, or whose session it finished
/// in another way. Before a language is chosen there are none.
final class RepeatedFailureDetector {

    private static final Set<TrailEntry.Exit> CONTINUING_EXITS =
            EnumSet.of(TrailEntry.Exit.ANSWERED, TrailEntry.Exit.CHANGED, TrailEntry.Exit.SKIPPED);

    private static final Set<TrailEntry.Exit> ENDING_EXITS = EnumSet.of(TrailEntry.Exit.ENDED);

    private final long conversation;
    private final List<ConversationListener.FailedQuestion> failed = new ArrayList<>();
    private final List<ConversationListener.FailedQuestion> passed = new ArrayList<>();

    RepeatedFailureDetector(long conversation) {
        this.conversation = conversation;
    }

    /// Observes one step.
    void observeStep(ConversationState before, TurnResult turned) {
        String language = turned.conversation().language();
        if (language == null || before.stack().isEmpty()) {
            return;
        }
        for (Session session : turned.conversation().stack()) {
            if (session.tries() >= EngineLimits.MAX_TRIES && tries(before, session) < EngineLimits.MAX_TRIES) {
                failed.add(new ConversationListener.FailedQuestion(conversation, key(session), language));
            }
        }
        for (Session session : before.stack()) {
            if (session.tries() >= EngineLimits.MAX_TRIES && left(session, turned.trail(), CONTINUING_EXITS)
                    || !runs(turned.conversation(), session) && left(session, turned.trail(), ENDING_EXITS)) {
                passed.add(new ConversationListener.FailedQuestion(conversation, key(session), language));
            }
        }
    }

    private static int tries(ConversationState before, Session session) {
        return before.stack().stream()
                .filter(earlier -> earlier.id().equals(session.id()))
                .mapToInt(Session::tries)
                .findFirst()
                .orElse(0);
    }

    private static boolean runs(ConversationState after, Session session) {
        return after.stack().stream().anyMatch(later -> later.id().equals(session.id()));
    }

    private static boolean left(Session session, List<TrailEntry> trail, Set<TrailEntry.Exit> exits) {
        return trail.stream().anyMatch(step -> step.script().equals(session.script()) && exits.contains(step.exit()));
    }

    /// Key of the question. The token stays the same while a person fails at one question.
    private static String key(Session session) {
        return "-" + session.id() + "." + Integer.toString(session.token(), Character.MAX_RADIX);
    }

    List<ConversationListener.FailedQuestion> failedQuestions() {
        return failed;
    }

    List<ConversationListener.FailedQuestion> passedQuestions() {
        return passed;
    }
}
