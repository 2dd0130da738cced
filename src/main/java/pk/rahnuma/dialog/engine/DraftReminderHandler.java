package pk.rahnuma.dialog.engine;

import java.util.Map;
import pk.rahnuma.dialog.journey.DraftReminder;
import pk.rahnuma.dialog.model.Session;

/// Reminds of waiting forms, and expires those that waited too long.
final class DraftReminderHandler {

    private final ConversationTurn turn;
    private final SessionStack sessions;

    DraftReminderHandler(ConversationTurn turn) {
        this.turn = turn;
        this.sessions = turn.sessions();
    }

    void sendReminders() {
        for (Session session : sessions.keptSessions()) {
            DraftReminder reminder = DraftReminder.dueAt(session, turn.context().now());
            switch (reminder) {
                case NONE -> {}
                case FIRST, LAST -> {
                    Session reminded = session.withReminderCount(reminder.reminderCount());
                    sessions.updateAll(each -> each == session ? reminded : each);
                    turn.addReply(turn.menuRenderer().renderReminder(session, reminder));
                }
                case EXPIRED -> {
                    String title = turn.titleOf(session);
                    sessions.expireSession(session, turn.context());
                    turn.addReply(turn.formatText("engine.expired", Map.of("title", title)));
                }
            }
        }
    }
}
