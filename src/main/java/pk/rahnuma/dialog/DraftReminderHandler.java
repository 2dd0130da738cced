package pk.rahnuma.dialog;

import java.util.Map;

/// Time for those who left a form: it reminds of forms that wait, and lets go of those that waited too long.
final class DraftReminderHandler {

    private final ConversationTurn chat;
    private final SessionStack sessions;

    DraftReminderHandler(ConversationTurn chat) {
        this.chat = chat;
        this.sessions = chat.sessions();
    }

    void remind() {
        for (Session session : sessions.kept()) {
            DraftReminder reminder = DraftReminder.of(session, chat.moment().now());
            switch (reminder) {
                case NONE -> {}
                case FIRST, LAST -> {
                    Session reminded = session.reminded(reminder.count());
                    sessions.replaceAll(each -> each == session ? reminded : each);
                    chat.say(chat.offers().reminder(session, reminder));
                }
                case EXPIRED -> {
                    String title = chat.title(session);
                    sessions.expire(session, chat.moment());
                    chat.say(chat.text("engine.expired", Map.of("title", title)));
                }
            }
        }
    }
}
