package pk.rahnuma.dialog.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.journey.DraftReminder;
import pk.rahnuma.dialog.journey.ReminderTime;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.understanding.TimePhrases;
import pk.rahnuma.dialog.understanding.Utterance;

/// Reminds of waiting forms, at the time that the person chose or at the usual ones, and expires those that waited too
/// long.
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
                case FIRST, LAST, CHOSEN -> {
                    replaceSession(session, reminder.afterSending(session));
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

    /// Sets the reminder of a form by a button.
    ///
    /// @param argument of the button
    void chooseTime(String argument) {
        String[] parts = CommandData.splitReminder(argument);
        Optional<ReminderTime> time = ReminderTime.fromKey(parts[0]);
        Optional<Session> form = sessions.keptSessions().stream()
                .filter(session -> session.id().equals(parts[1]))
                .findFirst();
        if (time.isEmpty() || form.isEmpty()) {
            turn.showMenu("engine.stale");
        } else {
            remindAt(form.get(), time.get().resolve(turn.context().now()));
        }
    }

    /// Time that is all a text names, in the future; empty for another text, or without a draft.
    Optional<Instant> findTime(Utterance text) {
        return sessions.findDraft("")
                .flatMap(newest ->
                        TimePhrases.findTime(text, true, turn.context().localTime()))
                .map(EngineContext::toInstant);
    }

    /// Sets the reminder of the newest draft, which [#findTime] found a time for.
    void remindOfNewest(Instant time) {
        sessions.findDraft("").ifPresent(newest -> remindAt(newest, time));
    }

    /// Sets the reminder of a form that is kept, and confirms it.
    void remindAt(Session form, Instant time) {
        replaceSession(form, form.withReminderAt(time));
        turn.addReply(turn.menuRenderer().renderChosenTime(form, time));
    }

    private void replaceSession(Session session, Session changed) {
        sessions.updateAll(each -> each == session ? changed : each);
    }
}
