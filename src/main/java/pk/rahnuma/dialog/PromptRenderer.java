package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Reply.DisplayMode;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;

/// Puts the place where a session waits before the person, with the buttons that fit it.
final class PromptRenderer {

    /// Characters of a summary, which leaves room for the words around it.
    private static final int SUMMARY = EngineLimits.TEXT - 400;

    private final SessionTextRenderer voice;
    private final Session session;
    private final Journey path;
    private final ScriptStep step;

    PromptRenderer(SessionTextRenderer voice, Session session, Journey path) {
        this.voice = voice;
        this.session = session;
        this.path = path;
        this.step = path.stop().step();
    }

    /// @param lead what is said before it in the same message, or an empty text
    /// @param more whether all commands are shown instead of the few that fit
    Reply reply(String lead, boolean more, DisplayMode manner) {
        String text = lead;
        List<List<ReplyButton>> rows = new ArrayList<>();
        String asks = null;
        if (session.picking()) {
            text = join(text, pickList(rows));
        } else {
            switch (step) {
                case ScriptStep.Question question -> {
                    text = join(text, question(question, rows));
                    asks = question.type().name();
                }
                case ScriptStep.Repeat repeat -> text = join(text, repeat(repeat, rows));
                case ScriptStep.Review review -> text = join(text, review(review, rows));
                default -> text = join(text, voice.say("engine.working"));
            }
        }
        boolean contact = step instanceof ScriptStep.Question question
                && question.takesContact()
                && !session.picking()
                && manner == DisplayMode.PLAIN
                && !more;
        if (contact) {
            rows.addFirst(List.of(new ReplyButton(voice.say("engine.button.contact"), "!contact")));
        }
        footer(rows, more);
        return new Reply(clip(text), rows, asks, contact ? DisplayMode.ASKS_CONTACT : manner);
    }

    static String join(String first, String second) {
        return first.isBlank() ? second : second.isBlank() ? first : first + "\n\n" + second;
    }

    static String clip(String text) {
        if (text.length() <= EngineLimits.TEXT) {
            return text;
        }
        int end = EngineLimits.TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private String question(ScriptStep.Question question, List<List<ReplyButton>> rows) {
        String ask = join(voice.progress(), voice.say(question.texts() + ".ask"));
        if (session.doubt() != null) {
            rows.add(List.of(voice.button(step, voice.say("engine.button.yes"), "!yes")));
            return join(
                    ask,
                    voice.say(
                            "engine.insist",
                            Map.of("value", voice.shown(question, path.stop().key(), session.doubt()))));
        }
        List<?> held = session.partial() instanceof List<?> list ? list : List.of();
        FieldContext asked = voice.ask(question, session.partial());
        List<FieldContext.Option> options = asked.options();
        int from = from(options.size());
        List<FieldContext.Option> shown = options.subList(from, Math.min(options.size(), from + EngineLimits.OPTIONS));
        List<ReplyButton> buttons = new ArrayList<>();
        for (FieldContext.Option option : shown) {
            String mark = held.contains(option.value()) ? "✓ " : "";
            buttons.add(voice.button(step, mark + option.label(), option.value()));
        }
        rows.addAll(rows(buttons));
        pages(rows, from, options.size());
        if (session.partial() != null) {
            rows.add(List.of(voice.button(step, voice.say("engine.button.done"), "!done")));
            if (options.isEmpty()) {
                ask = join(
                        ask,
                        voice.say(
                                "engine.so_far",
                                Map.of("list", voice.shown(question, path.stop().key(), session.partial()))));
            }
        }
        return ask;
    }

    /// The first that is shown: of the page that was asked for, or of the last there is.
    private int from(int count) {
        int last = Math.max(0, count - 1) / EngineLimits.OPTIONS;
        return Math.min(session.page(), last) * EngineLimits.OPTIONS;
    }

    private void pages(List<List<ReplyButton>> rows, int from, int count) {
        if (count <= EngineLimits.OPTIONS) {
            return;
        }
        List<ReplyButton> turn = new ArrayList<>();
        if (from > 0) {
            turn.add(voice.button(step, "‹", "!page=" + (from / EngineLimits.OPTIONS - 1)));
        }
        if (from + EngineLimits.OPTIONS < count) {
            turn.add(voice.button(
                    step, voice.say("engine.button.next") + " ›", "!page=" + (from / EngineLimits.OPTIONS + 1)));
        }
        rows.add(turn);
    }

    private String repeat(ScriptStep.Repeat repeat, List<List<ReplyButton>> rows) {
        List<String> items = session.items().getOrDefault(repeat.name(), List.of());
        StringBuilder lines = new StringBuilder();
        int from = from(items.size());
        for (String item : items.subList(from, Math.min(items.size(), from + EngineLimits.OPTIONS))) {
            String line = voice.itemLine(repeat.name() + "/" + item);
            lines.append('\n').append(line);
            rows.add(List.of(
                    voice.button(step, voice.say("engine.button.change") + ": " + line, "!item=" + item),
                    voice.button(step, voice.say("engine.button.remove"), "!remove=" + item)));
        }
        pages(rows, from, items.size());
        List<ReplyButton> ways = new ArrayList<>();
        if (items.size() < repeat.most()) {
            ways.add(voice.button(step, voice.say("engine.button.add"), "!add"));
        }
        ways.add(voice.button(step, voice.say("engine.button.done"), "!done"));
        rows.add(ways);
        String menu = voice.say(repeat.texts() + ".menu", Map.of("count", (long) items.size()));
        return join(join(voice.acting(), menu), lines.toString().strip());
    }

    private String review(ScriptStep.Review review, List<List<ReplyButton>> rows) {
        rows.add(List.of(
                voice.button(step, voice.say(review.texts() + ".send"), "!send"),
                voice.button(step, voice.say("engine.button.change"), "!change")));
        return join(voice.say(review.texts() + ".ask"), summary());
    }

    /// The answers on the path, a line each, items under their heading. Where that would be too long for one message,
    /// of items only the heading: each can be looked at in its list.
    private String summary() {
        String whole = summary(true);
        return whole.length() <= SUMMARY ? whole : summary(false);
    }

    private String summary(boolean inItems) {
        List<String> lines = new ArrayList<>();
        String heading = "";
        for (Journey.JourneyStep place : path.passed()) {
            if (place.step() instanceof ScriptStep.Question question) {
                String item =
                        place.inItem() ? place.key().substring(0, place.key().lastIndexOf('/')) : "";
                if (!item.equals(heading)) {
                    heading = item;
                    lines.add("");
                    if (!item.isEmpty()) {
                        lines.add(voice.itemLine(item));
                    }
                }
                if (inItems || item.isEmpty()) {
                    lines.add("• " + voice.label(question) + ": " + voice.shown(question, place.key()));
                }
            }
        }
        return String.join("\n", lines).strip();
    }

    /// The answers that can be changed, numbered; the number or the button picks one.
    private String pickList(List<List<ReplyButton>> rows) {
        List<Journey.JourneyStep> places = path.pickable();
        List<String> lines = new ArrayList<>();
        List<ReplyButton> buttons = new ArrayList<>();
        int from = from(places.size());
        for (int i = 0; i < places.size(); i++) {
            String label = voice.label(places.get(i).step());
            lines.add((i + 1) + ". " + label + ": " + voice.shown(places.get(i)));
            if (i >= from && i < from + EngineLimits.OPTIONS) {
                buttons.add(voice.button(step, (i + 1) + ". " + label, "!pick=" + (i + 1)));
            }
        }
        rows.addAll(rows(buttons));
        pages(rows, from, places.size());
        rows.add(List.of(voice.button(step, voice.say("engine.button.continue"), "!continue")));
        return join(voice.say("engine.change_which"), String.join("\n", lines));
    }

    /// Two short labels to a row, a long one alone.
    static List<List<ReplyButton>> rows(List<ReplyButton> buttons) {
        List<List<ReplyButton>> rows = new ArrayList<>();
        for (int i = 0; i < buttons.size(); i++) {
            ReplyButton button = buttons.get(i);
            boolean pair = i + 1 < buttons.size()
                    && button.label().length() <= 16
                    && buttons.get(i + 1).label().length() <= 16;
            rows.add(pair ? List.of(button, buttons.get(++i)) : List.of(button));
        }
        return rows;
    }

    private void footer(List<List<ReplyButton>> rows, boolean more) {
        List<ReplyButton> row = new ArrayList<>();
        if (path.isChangeable()) {
            row.add(voice.button(step, voice.say("engine.button.back"), "!back"));
        }
        if (step instanceof ScriptStep.Question question && question.optional()) {
            row.add(voice.button(step, voice.say("engine.button.skip"), "!skip"));
        }
        row.add(voice.button(step, voice.say("engine.button.help"), "!help"));
        if (more) {
            row.add(voice.button(step, voice.say("engine.button.repeat"), "!repeat"));
            rows.add(row);
            rows.add(List.of(
                    voice.button(step, voice.say("engine.button.change"), "!change"),
                    voice.button(GlobalCommand.LANGUAGE)));
            rows.add(List.of(voice.button(GlobalCommand.STATUS), voice.button(GlobalCommand.HUMAN)));
            rows.add(List.of(voice.button(GlobalCommand.ASK)));
            rows.add(List.of(voice.button(GlobalCommand.MENU), voice.button(GlobalCommand.CANCEL)));
        } else {
            row.add(voice.button(step, voice.say("engine.button.more"), "!more"));
            rows.add(row);
        }
        if (session.tries() >= EngineLimits.TRIES && !more) {
            rows.add(List.of(voice.button(GlobalCommand.HUMAN)));
        }
    }
}
