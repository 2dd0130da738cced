package load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Virtual user who fills the form: sends an input, waits for all expected replies, continues. Checks every message.
final class VirtualUser {

    private static final int MAX_TURNS = 60;
    private static final String NOT_ANSWERED = "(not answered)";

    final long chat;
    private final DialogScenario walk;
    private final boolean twice;
    private List<DialogScenario.Turn> turns;
    private int at = -1;
    private int round;
    private int turnsOfForm;

    /// Inputs of this form, by the place of the turn in it.
    private final List<String> said = new ArrayList<>();

    private final Map<String, String> buttons = new HashMap<>();
    private int shown;
    private long message;
    private long keyboard;
    private long taps;

    /// Turn that answers the last question.
    private int asked;

    private boolean ended;

    /// Forms that were filled.
    int forms;

    int unacknowledged;
    boolean waits;
    long saidAt;

    /// Creates a user.
    ///
    /// @param twice true when updates are delivered twice, so that the user answers the last question, whatever it is
    VirtualUser(long chat, DialogScenario walk, boolean prelude, boolean twice) {
        this.chat = chat;
        this.walk = walk;
        this.twice = twice;
        this.turns = prelude && !walk.prelude().isEmpty() ? walk.prelude() : walk.form();
    }

    boolean isInPrelude() {
        return turns != walk.form();
    }

    /// Tells whether the next input begins a form.
    boolean isBetweenForms() {
        return turns == walk.form() ? at + 1 >= turns.size() || at < 0 : at + 1 >= turns.size();
    }

    /// Tells whether all expected messages have arrived.
    boolean hasSeenAll() {
        return at >= 0
                && (isLenient() ? shown > 0 : shown >= turns.get(at).see().size());
    }

    /// Tells whether the last message ended the form; known when updates are delivered twice.
    boolean hasEnded() {
        return ended;
    }

    private boolean isLenient() {
        return twice && !isInPrelude();
    }

    /// Moves to the next turn.
    ///
    /// @return the update without its id and opening brace; null when this user cannot go on
    String nextUpdate() {
        if (isLenient() && at >= 0) {
            at = asked;
            if (++turnsOfForm > MAX_TURNS) {
                return null;
            }
        } else if (++at >= turns.size()) {
            turns = walk.form();
            at = 0;
        }
        if (turns == walk.form() && at == 0) {
            round++;
            said.clear();
            turnsOfForm = 0;
        }
        shown = 0;
        DialogScenario.Turn turn = turns.get(at);
        String option = fill(turn.options()
                .get(Math.floorMod(chat + round * 7L + at, turn.options().size())));
        if (turns == walk.form()) {
            while (said.size() <= at) {
                said.add(NOT_ANSWERED);
            }
            said.set(at, option);
        }
        return switch (turn.kind()) {
            case SAY -> message("\"text\":" + MinimalJson.quote(option));
            case PHOTO ->
                message("\"photo\":[{\"file_id\":\"p" + chat + "x" + message
                        + "\",\"file_unique_id\":\"u" + chat + "x" + message
                        + "\",\"width\":" + PhotoGenerator.WIDTH + ",\"height\":" + PhotoGenerator.HEIGHT + ",\"file_size\":"
                        + PhotoGenerator.photoAt(message).length + "}]");
            case TAP -> tap(option);
        };
    }

    private String message(String content) {
        return "\"message\":{\"message_id\":" + ++message + ",\"from\":" + from() + ",\"chat\":" + chat()
                + ",\"date\":1790000000," + content + "}}";
    }

    private String tap(String label) {
        String data = buttons.get(label);
        if (data == null) {
            return null;
        }
        return "\"callback_query\":{\"id\":\"" + chat + "0" + ++taps + "\",\"from\":" + from()
                + ",\"message\":{\"message_id\":" + keyboard + ",\"date\":1790000000,\"chat\":" + chat()
                + ",\"text\":\"?\"},\"chat_instance\":\"1\",\"data\":" + MinimalJson.quote(data) + "}}";
    }

    private String from() {
        return "{\"id\":" + chat + ",\"is_bot\":false,\"first_name\":\"Bench\",\"language_code\":\"en\"}";
    }

    private String chat() {
        return "{\"id\":" + chat + ",\"type\":\"private\",\"first_name\":\"Bench\"}";
    }

    /// Receives a message of the bot.
    ///
    /// @param markup rows of the inline keyboard, or null
    /// @param edited the id of the message that it replaces, or null
    /// @return its id
    long receiveMessage(String text, List<?> markup, Long edited, LoadCounters tally) {
        long id = edited == null ? ++message : edited;
        if (markup != null) {
            keyboard = id;
            buttons.clear();
            for (Object row : markup) {
                for (Object button : (List<?>) row) {
                    Map<?, ?> parts = (Map<?, ?>) button;
                    buttons.put((String) parts.get("text"), (String) parts.get("callback_data"));
                }
            }
        }
        if (isLenient()) {
            look(text, tally);
        } else {
            check(text, tally);
        }
        shown++;
        return id;
    }

    private void check(String text, LoadCounters tally) {
        List<List<String>> see = at < 0 ? List.of() : turns.get(at).see();
        if (shown >= see.size()) {
            tally.addError("chat " + chat + " was told without need: " + text);
            return;
        }
        if (!holds(text, see.get(shown))) {
            tally.addError("chat " + chat + ": expected \"" + see.get(shown) + "\", said \"" + text + "\"");
        } else if (turns == walk.form() && at == turns.size() - 1 && shown == see.size() - 1) {
            forms++;
            tally.forms++;
            tally.formsRight++;
        }
    }

    private void look(String text, LoadCounters tally) {
        int turn = walk.turnAnswering(text);
        asked = turn < 0 ? asked : turn;
        List<String> end = walk.form().getLast().see().getLast();
        if (!ended && text.contains(end.getFirst())) {
            ended = true;
            tally.forms++;
            tally.formsRight += holds(text, end) ? 1 : 0;
        }
    }

    private boolean holds(String text, List<String> parts) {
        for (String part : parts) {
            if (!text.contains(fill(part))) {
                return false;
            }
        }
        return true;
    }

    /// Fills in placeholders: `{1}` is the answer to the first question; the others are unique to this user and form.
    private String fill(String text) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        String filled = text;
        for (int i = 1; i < said.size(); i++) {
            filled = filled.replace("{" + i + "}", said.get(i));
        }
        long own = chat * 31 + round;
        return filled.replace("{word}", word(own))
                .replace("{small}", Long.toString(own % 50))
                .replace("{digits}", "%08d".formatted(chat % 100_000_000))
                .replace("{cnic}", "35202%07d8".formatted(chat % 10_000_000))
                .replace("{mobile}", "0300%07d".formatted(chat % 10_000_000))
                .replace("{ip}", "39." + (32 + chat / 62_500 % 32) + "." + (chat / 250 % 250) + "." + (1 + chat % 250));
    }

    private static String word(long number) {
        StringBuilder word = new StringBuilder("B");
        for (long left = number; left > 0; left /= 20) {
            word.append("abcdefghiklmnopqrstu".charAt((int) (left % 20)));
        }
        return word.toString();
    }
}
