package pk.rahnuma.dialog.engine;

import java.util.Map;
import pk.rahnuma.dialog.journey.DraftReminder;
import pk.rahnuma.dialog.model.Session;

/// Reminds of waiting forms, and expires those that waited too long.
final class DraftReminderHandler {

    private final ConversationTurn chat;
    private final SessionStack sessions;

    DraftReminderHandler(ConversationTurn chat) {
        this.chat = chat;
        this.sessions = chat.sessions();
    }

    void sendReminders() {
        for (Session session : sessions.keptSessions()) {
            DraftReminder reminder = DraftReminder.dueAt(session, chat.context().now());
            switch (reminder) {
                case NONE -> {}
                case FIRST, LAST -> {
                    Session reminded = session.withReminderCount(reminder.reminderCount());
                    sessions.updateAll(each -> each == session ? reminded : each);
                    chat.addReply(chat.menuRenderer().renderReminder(session, reminder));
                }
                case EXPIRED -> {
                    String title = chat.titleOf(session);
                    sessions.expireSession(session, chat.context());
                    chat.addReply(chat.formatText("engine.expired", Map.of("title", title)));
                }
            }
        }
    }
}
